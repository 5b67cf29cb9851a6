/** The lists of conversations and colleagues: loaded, kept up to date by news, watched for newcomers. */
import { offer } from "../rooms/offered.js";
import type { Changes } from "../rooms/changes.js";
import type { Calls, QueueNews } from "./calls.js";
import { Attention } from "./models/attention.js";
import {
  nameOf,
  tailOf,
  USUAL_FORM,
  viewOf,
  type Chat,
  type ClosingForm,
  type Colleague,
  type Team,
  type View,
} from "./models/chat.js";
import { Chats } from "./models/chats.js";
import { Colleagues } from "./models/colleagues.js";
import { Offers, type Offer } from "./models/offers.js";
import type { Voice } from "./voice.js";

const REMIND_MS = 8000;
/** News of one change come in any order, and a moment apart. */
const SETTLE_MS = 3000;

type DeskCalls = Pick<Calls, "list" | "offers" | "closingForm" | "colleagues">;

export class Lists {
  chats = new Chats("");
  view: View = "mine";
  readonly colleagues = new Colleagues();
  teams: readonly Team[] = [];
  /** Words from which one chooses why one is away. */
  awayReasons: readonly string[] = [];
  form: ClosingForm = USUAL_FORM;
  readonly offers = new Offers();
  private readonly reminders = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly attention = new Attention();
  private settled = false;
  /** Who waits, as last told. */
  private waiting: readonly string[] = [];
  private doubting = false;

  constructor(
    private readonly calls: DeskCalls,
    private readonly voice: Pick<Voice, "say" | "announce" | "failed">,
    private readonly changes: Pick<Changes, "changed">,
    /** Somebody needs this agent: their name. */
    private readonly chime: (who: string) => void,
  ) {}

  /** Everybody who needs this agent: the queue, and unread messages of one's own. */
  get needing(): number {
    // An offer may be told before the count of those who wait.
    return Math.max(this.chats.counts().queue, this.offers.all.length) + this.chats.unread("mine");
  }

  begin(me: string): void {
    if (this.chats.me !== me) this.chats = new Chats(me);
  }

  end(): void {
    this.offers.reset([]);
    this.chats = new Chats("");
    this.settled = false;
  }

  /** What happens while nobody is connected is not news afterwards. */
  pause(): void {
    this.attention.forget();
  }

  async refresh(): Promise<void> {
    const views = new Set<View>(["queue", "mine", this.view]);
    await Promise.all([...views].map((view) => this.load(view)));
  }

  /** Show the list that the agent asks for; from now on nothing else decides. */
  choose(view: View): void {
    this.settled = true;
    this.view = view;
  }

  /** At the start, show the list in which there is something to do. */
  settle(open: Chat | undefined): void {
    if (this.settled) return;
    this.settled = true;
    const view = open && viewOf(open, this.chats.me);
    if (view) this.view = view;
    else if (this.chats.in("mine").length === 0) this.view = "queue";
    if (!this.chats.loaded(this.view)) void this.load(this.view).catch(this.voice.failed);
  }

  async load(view: View): Promise<void> {
    const { chats } = this;
    const { news } = chats;
    const { conversations, cursor, counts } = await this.calls.list(view);
    chats.list(view, conversations, cursor, news);
    if (counts) chats.setCounts(counts);
    this.lookAround();
    this.changes.changed();
  }

  async more(): Promise<void> {
    const { chats, view } = this;
    const { news } = chats;
    const cursor = chats.cursor(view);
    if (!cursor) return;
    const page = await this.calls.list(view, cursor);
    chats.more(view, page.conversations, page.cursor, news);
  }

  places({ counts, positions = [] }: QueueNews): void {
    if (counts) this.chats.setCounts(counts);
    for (const { conversation_id: id, ...place } of positions) {
      const chat = this.chats.get(id);
      if (chat?.owner === "queue") this.chats.apply({ ...chat, queue: place });
    }
    this.waiting = positions.map(({ conversation_id: id }) => id);
    if (this.chats.differs("queue", this.waiting)) this.doubt();
    this.changes.changed();
  }

  /** Where the list is still another in a moment, something that the desk told was lost. */
  private doubt(): void {
    if (this.doubting) return;
    this.doubting = true;
    setTimeout(() => {
      this.doubting = false;
      if (this.chats.differs("queue", this.waiting)) void this.load("queue").catch(this.voice.failed);
    }, SETTLE_MS);
  }

  meet(agents: readonly Colleague[]): void {
    this.colleagues.told(agents);
    this.changes.changed();
  }

  async loadForm(): Promise<void> {
    this.form = await this.calls.closingForm();
    this.changes.changed();
  }

  async loadColleagues(): Promise<void> {
    const { news } = this.colleagues;
    const { agents, teams, away_reasons: reasons, languages } = await this.calls.colleagues();
    offer(languages);
    this.teams = teams;
    this.awayReasons = reasons;
    this.colleagues.listed(agents, news);
    this.changes.changed();
  }

  /** Say whose conversation is held out, and go on saying it until it is taken. */
  offered(offer: Offer): void {
    this.offers.made(offer);
    const { conversation: chat } = offer;
    const reason = chat.reason ?? "asked_for_human";
    this.voice.announce("news.offer", { name: nameOf(chat) ?? tailOf(chat), reason });
    this.remind(chat.id);
    this.changes.changed();
  }

  withdrawn(id: string, outcome: string): void {
    if (this.offers.over(id) && outcome === "expired") this.voice.say("info", "news.offer_missed");
    this.changes.changed();
  }

  /** The desk's beat says what is held out and ours; where we have others, something it told was lost. */
  async held(ids: readonly string[], mine: readonly string[]): Promise<void> {
    if (this.chats.differs("mine", mine)) await this.load("mine");
    if (this.offers.are(ids)) return;
    const { offers } = await this.calls.offers();
    const fresh = offers.filter(({ conversation: { id } }) => !this.offers.has(id));
    this.offers.reset(offers);
    for (const offer of fresh) this.offered(offer);
    this.changes.changed();
  }

  /** Held out anew within the pause, it calls in one rhythm all the same. */
  private remind(id: string): void {
    clearTimeout(this.reminders.get(id));
    this.reminders.delete(id);
    const chat = this.offers.all.find(({ conversation }) => conversation.id === id)?.conversation;
    if (!chat) return;
    this.chime(nameOf(chat) ?? tailOf(chat));
    this.reminders.set(
      id,
      setTimeout(() => this.remind(id), REMIND_MS),
    );
  }

  /** Of a colleague, or of a team (`team:ID`). */
  nameOf(id: string): string {
    const team = this.teams.find((one) => `team:${one.id}` === id);
    return team?.name ?? this.colleagues.get(id)?.name ?? "";
  }

  /** Say who is new in the queue. */
  lookAround(): void {
    if (!this.chats.loaded("queue")) return;
    const waiting = this.chats.in("queue").map((chat) => chat.id);
    const newest = this.attention.look(waiting).at(-1);
    const chat = newest ? this.chats.get(newest) : undefined;
    if (!chat) return;
    const reason = chat.reason ?? "asked_for_human";
    this.voice.announce("news.waiting", { name: nameOf(chat) ?? tailOf(chat), reason });
    this.chime(nameOf(chat) ?? tailOf(chat));
  }

  /** Whoever waits for this agent's answer longest; if nobody does, the first of the queue. */
  next(but: string | null, own = false): string | null {
    const mine = this.chats.in("mine").filter(({ id }) => id !== but);
    const waiting = mine.find(({ unread = 0 }) => unread > 0);
    if (waiting || own) return waiting?.id ?? null;
    return this.chats.in("queue").find(({ id }) => id !== but)?.id ?? mine[0]?.id ?? null;
  }
}
