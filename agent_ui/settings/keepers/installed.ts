/** What only the installation can change, to be looked at. */
import type { Keeper, Office } from "./keeper.js";

export interface InstalledSetting {
  name: string;
  value: string | null;
  given: boolean;
  about: string;
}

export interface InstalledAsk {
  on: "search";
  query: string;
}

export class InstalledKeeper implements Keeper {
  known: InstalledSetting[] | null = null;
  query = "";
  readonly unsaved = false;

  constructor(private readonly office: Office) {}

  get shown(): InstalledSetting[] {
    const wanted = this.query.trim().toLowerCase();
    return (this.known ?? []).filter((one) => `${one.name} ${one.about}`.toLowerCase().includes(wanted));
  }

  async open(): Promise<void> {
    await this.office.trying(async () => {
      const { settings } = await this.office.http.get<{ settings: InstalledSetting[] }>(
        "/settings/installed",
      );
      this.known = settings;
    });
  }

  forget(): void {
    this.known = null;
    this.query = "";
  }

  run({ query }: InstalledAsk): Promise<void> {
    this.query = query;
    return Promise.resolve();
  }
}
