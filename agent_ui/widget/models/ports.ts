/** What the chat needs of the world, so that it can be tested without one. */
import type { LinkState } from "../../shared/socket.js";
import type { Lang } from "../../shared/wire.js";
import type { KeyValue } from "./outbox.js";

export interface Calls {
  readonly online: boolean;
  connect(): void;
  hurry(): void;
  redial(): void;
  close(): void;
  call<T>(event: string, data?: object): Promise<T>;
  emit(event: string, data: object): void;
  on<T>(event: string, listener: (data: T) => void): void;
}

export interface Session {
  token: string;
  visitor_id: string;
  /** Whom the host site's identity names; absent for an anonymous visitor. */
  who?: string;
  /** After an identity: the conversations so far came along. */
  kept?: boolean;
}

export interface Ports {
  link: (token: () => string, onState: (state: LinkState, reason?: string) => void) => Calls;
  newSession: (lang: Lang, identity?: { identity: string; token?: string }) => Promise<Session>;
  storage: KeyValue;
  newId: () => string;
  now: () => Date;
  /** In which language the customer reads. */
  lang: () => Lang;
  /** What the page around the widget says of this visit. */
  visit?: () => object | undefined;
  /** Something came in another conversation than the one that is shown. */
  onOther?: (() => void) | undefined;
  /** The desk wants an agreement now; true once it is given, false where the customer would rather not. */
  agree: () => Promise<boolean>;
  /** True as long as nothing may be sent. */
  held?: () => boolean;
  later: (run: () => void, ms: number) => void;
  onChange: () => void;
  onLink: (state: LinkState) => void;
}
