/** Which rows of a long conversation are drawn: the newest, and more above as somebody goes back. */
const PAGE = 50;
/** So many more may gather below before the oldest are let go. */
const SPARE = 100;

export class RowWindow {
  private from = 0;
  private known = 0;

  /** The first row to draw of so many. */
  start(rows: number, atEnd: boolean): number {
    const first = this.known === 0;
    if (first || (atEnd && rows - this.from > PAGE + SPARE)) this.from = Math.max(0, rows - PAGE);
    this.known = rows;
    return this.from;
  }

  get hidden(): boolean {
    return this.from > 0;
  }

  /** Somebody has come near the top. */
  more(): void {
    this.from = Math.max(0, this.from - PAGE);
  }

  /** A row that must be there, because somebody pointed at it. */
  reach(row: number): void {
    if (row >= 0) this.from = Math.min(this.from, Math.max(0, row - PAGE / 2));
  }
}
