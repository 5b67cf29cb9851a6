/** Keeps the rule by which old things go, a customer's rights, and what was deleted. */
import { latin } from "../models/numbers.js";
import type { Keeper, Office } from "./keeper.js";

export interface Rule {
  conversations_days: number | null;
  anonymise_days: number | null;
  hold_tag: string;
}

export interface Erasure {
  kind: "retention" | "anonymised" | "erased" | "exported";
  at: string;
  by: string;
  visitor_id: string | null;
  counts: Partial<Record<"conversations" | "messages" | "visitors", number>>;
}

export interface Retention extends Rule {
  events_days: number;
  log: Erasure[];
  revision: number;
  by: string | null;
  at: string | null;
}

export interface Doomed {
  conversations: number;
  messages: number;
  visitors: number;
  held: number;
  oldest: string | null;
}

export interface Customer {
  id: string;
  external_id: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  label: string;
  conversations: number;
  last_at: string | null;
  created_at: string;
}

/** As it stands in the fields; no days keep for ever. */
export interface RuleDraft {
  conversations: string;
  anonymise: string;
  tag: string;
}

export type RetentionAsk =
  | { on: "edit"; draft: RuleDraft }
  | { on: "undo" }
  | { on: "save" }
  | { on: "type"; text: string }
  | { on: "answer"; yes: boolean }
  | { on: "search"; text: string }
  | { on: "find" }
  | { on: "export"; customer: Customer }
  | { on: "erase"; customer: Customer };

export const MOST_DAYS = 3650;
const PATH = "/settings/retention";

export class RetentionKeeper implements Keeper {
  saved: Retention | null = null;
  draft: RuleDraft = { conversations: "", anonymise: "", tag: "" };
  doomed: Doomed | null = null;
  /** What is asked before it is done; `typed` is what the person has typed so far. */
  asking: { what: "rule" } | { what: "erase"; customer: Customer } | null = null;
  typed = "";
  query = "";
  found: Customer[] | null = null;
  private looked = 0;

  constructor(private readonly office: Office) {}

  get unsaved(): boolean {
    if (!this.saved) return false;
    return JSON.stringify(this.draft) !== JSON.stringify(draftOf(this.saved));
  }

  get sound(): boolean {
    const { conversations, anonymise, tag } = this.draft;
    return [conversations, anonymise].every((days) => fits(days)) && tag.trim() !== "";
  }

  /** What has to be typed before anything goes. */
  get word(): string {
    if (this.asking?.what === "erase") return this.asking.customer.label;
    return String(this.going);
  }

  get going(): number {
    return (this.doomed?.conversations ?? 0) + (this.doomed?.visitors ?? 0);
  }

  get confirmed(): boolean {
    const same = (text: string): string => latin(text.trim()).toLocaleLowerCase();
    return same(this.typed) === same(this.word);
  }

  async open(): Promise<void> {
    await this.office.trying(async () => {
      const saved = await this.office.http.get<Retention>(PATH);
      const untouched = !this.unsaved;
      this.saved = saved;
      if (untouched) this.draft = draftOf(saved);
    });
    await this.look();
  }

  forget(): void {
    this.saved = this.doomed = this.asking = this.found = null;
    this.query = this.typed = "";
  }

  async run(ask: RetentionAsk): Promise<void> {
    switch (ask.on) {
      case "edit":
        this.draft = ask.draft;
        return this.look();
      case "undo":
        if (this.saved) this.draft = draftOf(this.saved);
        return this.look();
      case "save":
        if (!this.sound) return;
        await this.look();
        if (this.going === 0) return this.store();
        this.ask({ what: "rule" });
        return;
      case "type":
        this.typed = ask.text;
        return;
      case "answer":
        return this.answer(ask.yes);
      case "search":
        this.query = ask.text;
        return;
      case "find":
        return this.find();
      case "export":
        return this.give(ask.customer);
      case "erase":
        this.ask({ what: "erase", customer: ask.customer });
        return;
    }
  }

  private ask(asking: NonNullable<RetentionKeeper["asking"]>): void {
    this.asking = asking;
    this.typed = "";
  }

  private async answer(yes: boolean): Promise<void> {
    const { asking, confirmed } = this;
    if (yes && !confirmed) return;
    this.asking = null;
    if (!yes || !asking) return;
    if (asking.what === "rule") return this.store();
    return this.erase(asking.customer);
  }

  private async look(): Promise<void> {
    if (!this.sound) {
      this.doomed = null;
      return;
    }
    const turn = (this.looked += 1);
    await this.office.trying(async () => {
      const { conversations_days, anonymise_days, hold_tag } = ruleOf(this.draft);
      const asked = { conversations_days, anonymise_days, hold_tag };
      const doomed = await this.office.http.get<Doomed>(`${PATH}/preview`, asked);
      if (turn === this.looked) this.doomed = doomed;
    });
  }

  private async store(): Promise<void> {
    const { saved, draft, going } = this;
    if (!saved) return;
    const refused = await this.office.trying(async () => {
      const body = { ...ruleOf(draft), confirmed: going, revision: saved.revision };
      this.saved = await this.office.http.put<Retention>(PATH, body);
      this.draft = draftOf(this.saved);
    });
    if (refused === null) this.office.say("done.saved");
    else await this.look();
  }

  private async find(): Promise<void> {
    if (this.query.trim() === "") return;
    await this.office.trying(async () => {
      const found = await this.office.http.get<{ visitors: Customer[] }>("/visitors", {
        q: this.query.trim(),
      });
      this.found = found.visitors;
    });
  }

  private async give(customer: Customer): Promise<void> {
    const name = `customer-${customer.id.slice(-8)}`;
    const refused = await this.office.trying(async () => {
      download(await this.office.http.file(`/visitors/${customer.id}/archive`), `${name}.zip`);
    });
    if (refused === "too_large") return this.giveWords(customer, name);
    await this.open();
  }

  /** Where the files are too many for one archive: the rest, which names each of them. */
  private async giveWords(customer: Customer, name: string): Promise<void> {
    await this.office.trying(async () => {
      const told = await this.office.http.get<object>(`/visitors/${customer.id}/export`);
      const text = JSON.stringify(told, null, 2);
      download(new Blob([text], { type: "application/json" }), `${name}.json`);
    });
    await this.open();
    this.office.say("keep.words_only");
  }

  private async erase({ id, label }: Customer): Promise<void> {
    const refused = await this.office.trying(async () => {
      await this.office.http.post(`/visitors/${id}/erase`, { confirm: label });
      this.found = this.found?.filter((one) => one.id !== id) ?? null;
    });
    if (refused !== null) return;
    // Asking hushes what was said before.
    await this.open();
    this.office.say("keep.erased");
  }
}

export function draftOf({ conversations_days, anonymise_days, hold_tag }: Rule): RuleDraft {
  const days = (value: number | null): string => (value === null ? "" : String(value));
  return { conversations: days(conversations_days), anonymise: days(anonymise_days), tag: hold_tag };
}

export function ruleOf({ conversations, anonymise, tag }: RuleDraft): Rule {
  const days = (text: string): number | null => (text.trim() === "" ? null : Number(latin(text.trim())));
  return { conversations_days: days(conversations), anonymise_days: days(anonymise), hold_tag: tag.trim() };
}

export function fits(text: string): boolean {
  if (text.trim() === "") return true;
  const days = Number(latin(text.trim()));
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
}

function download(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 1000);
}
