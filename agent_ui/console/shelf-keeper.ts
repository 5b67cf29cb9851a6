/** The shelf as this page knows it: loaded with each connection, changed through the desk. */
import type { Changes } from "../rooms/changes.js";
import type { Http } from "../rooms/http.js";
import type { Whose } from "../rooms/whose.js";
import type { ShelfItem } from "./models/shelf.js";

export interface Wanted extends Whose {
  id: string | null;
  kind: ShelfItem["kind"];
  name: string;
  content: ShelfItem["content"];
  revision: number;
}

export class ShelfKeeper {
  items: readonly ShelfItem[] = [];

  constructor(
    private readonly http: Http,
    private readonly changes: Changes,
  ) {}

  async load(): Promise<void> {
    this.items = (await this.http.get<{ items: ShelfItem[] }>("/shelf")).items;
    this.changes.changed();
  }

  async keep({ id, kind, shared, team_id, name, content, revision }: Wanted): Promise<void> {
    if (id) await this.http.put(`/shelf/${id}`, { name, content, revision, shared, team_id });
    else await this.http.post("/shelf", { kind, shared, team_id, name, content });
    await this.load();
  }

  /** What was taken away comes back, so that it can be put there again. */
  async drop(id: string): Promise<ShelfItem> {
    const dropped = await this.http.delete<ShelfItem>(`/shelf/${id}`);
    await this.load();
    return dropped;
  }
}
