/** All keepers of this room, each named like its section. */
import { GroupsKeeper } from "./groups.js";
import { InstalledKeeper } from "./installed.js";
import type { Keeper, Office } from "./keeper.js";
import { MacrosKeeper } from "./macros.js";
import { MailKeeper } from "./mail.js";
import { PeopleKeeper } from "./people.js";
import { RetentionKeeper } from "./retention.js";
import { RepliesKeeper } from "./replies.js";
import { WebhooksKeeper } from "./webhooks.js";

export class Keepers {
  readonly people: PeopleKeeper;
  readonly groups: GroupsKeeper;
  readonly webhooks: WebhooksKeeper;
  readonly mail: MailKeeper;
  readonly retention: RetentionKeeper;
  readonly replies: RepliesKeeper;
  readonly macros: MacrosKeeper;
  readonly installed: InstalledKeeper;

  constructor(office: Office) {
    this.people = new PeopleKeeper(office);
    this.groups = new GroupsKeeper(office);
    this.webhooks = new WebhooksKeeper(office);
    this.mail = new MailKeeper(office);
    this.retention = new RetentionKeeper(office);
    this.replies = new RepliesKeeper(office);
    this.macros = new MacrosKeeper(office);
    this.installed = new InstalledKeeper(office);
  }
}

export type KeeperName = keyof Keepers;
export type AskOf<K extends KeeperName> = Parameters<Keepers[K]["run"]>[0];

export function isKeeper(keepers: Keepers, name: string): name is KeeperName {
  return Object.hasOwn(keepers, name);
}

/** A keeper, whatever it keeps. */
export function keeperOf(keepers: Keepers, name: KeeperName): Keeper & { run(ask: unknown): Promise<void> } {
  return keepers[name];
}
