/** The files that wait beside the words: each on its way, ready, or failed with a reason. Knows no DOM. */
import type { Attachment } from "../wire.js";
import { FileError, type FileDesk, type Limits } from "./desk.js";

export type Failure =
  | "too_large"
  | "unsupported_type"
  | "bad_picture"
  | "rate_limited"
  | "consent_required"
  | "too_many"
  | "empty"
  | "unknown";

export interface Item {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** Missing of one that was sent and taken back: it is with the desk. */
  readonly file: File | null;
  state: "uploading" | "ready" | "failed";
  part: number;
  failure?: Failure;
  /** Whether trying again could help. */
  again?: boolean;
  sent?: Attachment;
  stop: AbortController;
}

/** A moment, or the customer, may bring another answer. */
const PASSING: readonly string[] = ["rate_limited", "consent_required"];
const TOLD: readonly string[] = ["too_large", "unsupported_type", "bad_picture", ...PASSING];

export class Tray {
  items: readonly Item[] = [];
  limits: Limits | null = null;
  /** Whoever shows it is told of every change. */
  changed: () => void = () => undefined;
  private keys = 0;

  constructor(private readonly desk: FileDesk) {}

  /** Which files may be picked; without an answer the desk itself says so later. */
  async learn(): Promise<void> {
    this.limits ??= await this.desk.limits();
    this.changed();
  }

  get busy(): boolean {
    return this.items.some(({ state }) => state === "uploading");
  }

  /** Whether these words, or files in their place, may go: none of them is on its way still. */
  sends(text: string): boolean {
    return !this.busy && Boolean(text.trim() || this.ready.length);
  }

  get ready(): Attachment[] {
    return this.items.flatMap(({ state, sent }) => (state === "ready" && sent ? [sent] : []));
  }

  add(files: readonly File[]): Promise<void> {
    const fresh = files.map((file) => this.item(file, file));
    this.items = [...this.items, ...fresh];
    this.changed();
    return Promise.all(fresh.map((item) => this.bring(item))).then(() => undefined);
  }

  /** Given up: what is on its way is stopped, what is there already is taken back. */
  remove(key: number): void {
    const item = this.items.find((one) => one.key === key);
    this.items = this.items.filter((one) => one !== item);
    item?.stop.abort();
    if (item?.sent) this.desk.drop(item.sent.id);
    this.changed();
  }

  async retry(key: number): Promise<void> {
    const item = this.items.find((one) => one.key === key && one.state === "failed");
    if (!item) return;
    delete item.failure;
    Object.assign(item, { state: "uploading", part: 0, stop: new AbortController() });
    this.changed();
    await this.bring(item);
  }

  /** What is ready goes with the message; what failed stays to be seen. */
  take(): Attachment[] {
    const ready = this.ready;
    this.items = this.items.filter(({ state }) => state !== "ready");
    this.changed();
    return ready;
  }

  /** A message was taken back before it went: its files wait beside the words again. */
  putBack(files: readonly Attachment[]): void {
    const back = files.map((sent): Item => ({ ...this.item(sent, null), state: "ready", part: 1, sent }));
    this.items = [...back, ...this.items];
    this.changed();
  }

  private item({ name, size, type }: Pick<File, "name" | "size" | "type">, file: File | null): Item {
    this.keys += 1;
    const stop = new AbortController();
    return { key: this.keys, name, size, type, file, state: "uploading", part: 0, stop };
  }

  private async bring(item: Item): Promise<void> {
    try {
      this.limits ??= await this.desk.limits();
      const failure = this.refuses(item, this.limits);
      if (failure) {
        this.fail(item, failure, false);
        return;
      }
      const told = (part: number): void => {
        item.part = part;
        this.changed();
      };
      if (!item.file) return;
      const sent = await this.desk.put(item.file, told, item.stop.signal);
      if (item.stop.signal.aborted) this.desk.drop(sent.id);
      else Object.assign(item, { state: "ready", part: 1, sent });
      this.changed();
    } catch (error) {
      const code = error instanceof FileError ? error.code : "unknown";
      const known = TOLD.includes(code);
      this.fail(item, known ? (code as Failure) : "unknown", !known || PASSING.includes(code));
    }
  }

  /** What the desk would refuse is not even brought there. */
  private refuses({ size, key }: Item, { max_bytes, max_files }: Limits): Failure | null {
    if (size === 0) return "empty";
    if (size > max_bytes) return "too_large";
    const before = this.items.filter((one) => one.key < key && one.state !== "failed");
    return before.length >= max_files ? "too_many" : null;
  }

  private fail(item: Item, failure: Failure, again: boolean): void {
    Object.assign(item, { state: "failed", failure, again });
    this.changed();
  }
}
