/** Joins the reports with the desk: what is chosen stands in the address, and every figure is asked for anew. */
import type { Surroundings } from "../rooms/controller.js";
import { HttpController } from "../rooms/http-controller.js";
import { HttpError } from "../rooms/http.js";
import type { Command } from "./commands.js";
import { before, readChoice, todayOf, writeChoice, type Choice } from "./models/choice.js";
import { REPORTS, summaryOf, type Report, type ReportName, type Team } from "./models/report.js";
import type { ReportsKey } from "./words.js";

export interface Page {
  address: () => string;
  keep: (address: string) => void;
  save: (file: Blob, name: string) => void;
}

export class ReportsController extends HttpController<Command, ReportsKey> {
  choice: Choice;
  teams: Team[] = [];
  now: Report | null = null;
  then: Report | null = null;
  readonly reports = new Map<ReportName, Report>();
  /** What could not be read stays away until it is tried again. */
  broken = false;
  private asked = 0;

  constructor(
    around: Surroundings,
    private readonly page: Page,
  ) {
    super("reports", around, { invalid: "error.range", not_found: "error.team" });
    this.choice = readChoice(page.address(), todayOf(new Date()));
  }

  protected override enter(): void {
    void this.load().finally(() => this.changes.changed());
  }

  protected override leave(): void {
    if (this.door.session) return;
    this.now = this.then = null;
    this.reports.clear();
  }

  protected override async run(command: Command): Promise<void> {
    switch (command.do) {
      case "choose":
        this.choice = { ...this.choice, ...command.choice };
        this.page.keep(writeChoice(this.choice));
        return this.load();
      case "again":
        return this.load();
      case "save_file":
        await this.trying(() => this.saveFile(command.report));
    }
  }

  private async load(): Promise<void> {
    const asked = (this.asked += 1);
    const { choice } = this;
    const read = (name: string, of: Choice = choice): Promise<Report> =>
      this.door.http.get<Report>(`/reports/${name}`, { ...of });
    const done = await this.trying(async () => {
      const [{ teams }, then, ...reports] = await Promise.all([
        this.door.http.get<{ teams: Team[] }>("/teams"),
        read("summary", before(choice)),
        ...REPORTS.map((name) => read(name)),
      ]);
      if (asked !== this.asked) return;
      Object.assign(this, { teams, then, now: summaryOf(reports) });
      REPORTS.forEach((name, index) => {
        const report = reports[index];
        if (report) this.reports.set(name, report);
      });
    });
    if (asked === this.asked) this.broken = !done;
  }

  /** With a mark for spreadsheets, which would read Persian letters as something else. */
  private async saveFile(report: ReportName): Promise<void> {
    const query = new URLSearchParams(writeChoice(this.choice));
    query.set("bom", "true");
    const address = `/api/v1/reports/${report}/csv?${query}`;
    const headers = { authorization: `Bearer ${this.door.session?.token ?? ""}` };
    const response = await fetch(address, { headers, cache: "no-store" }).catch(() => {
      throw new HttpError("offline", 0, address);
    });
    if (!response.ok) throw new HttpError("unavailable", response.status, address);
    const name = `baton-${report}-${this.choice.since}-${this.choice.until}.csv`;
    this.page.save(await response.blob(), name);
    this.voice.say("done.saved");
  }
}
