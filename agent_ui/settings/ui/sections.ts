/** How each section is drawn, and by which icon it is known in the navigation. */
import { html, type TemplateResult } from "lit";
import type { IconName } from "../../rooms/icons.js";
import type { SettingsController } from "../controller.js";
import type { Section } from "../sections.js";
import type { SettingsWords } from "../words.js";
import "./answering-section.js";
import "./away-section.js";
import "./closing-section.js";
import "./figures-section.js";
import "./groups-section.js";
import "./hours-section.js";
import "./installed-section.js";
import "./intake-section.js";
import "./languages-section.js";
import "./look-section.js";
import "./macros-section.js";
import "./people-section.js";
import "./replies-section.js";
import "./sla-section.js";
import "./mail-section.js";
import "./retention-section.js";
import "./webhooks-section.js";

export interface Drawn {
  controller: SettingsController;
  words: SettingsWords;
  /** Moves with every drawing, for models that change inside. */
  version: number;
  closed: boolean;
}

interface Entry {
  icon: IconName;
  draw(drawn: Drawn): TemplateResult;
}

export const DRAWN: Readonly<Record<Section, Entry>> = {
  people: {
    icon: "user",
    draw: ({ controller: c, words, version }) =>
      html`<baton-people
        .words=${words}
        .keeper=${c.keepers.people}
        .version=${version}
        ?busy=${c.busy}
      ></baton-people>`,
  },
  groups: {
    icon: "transfer",
    draw: ({ controller: c, words, version }) =>
      html`<baton-groups
        .words=${words}
        .keeper=${c.keepers.groups}
        .version=${version}
        ?busy=${c.busy}
      ></baton-groups>`,
  },
  routing: {
    icon: "link",
    draw: ({ controller: c, words, version }) =>
      html`<baton-numbers
        name="routing"
        .words=${words}
        .model=${c.forms.routing}
        .version=${version}
        ?busy=${c.busy}
      ></baton-numbers>`,
  },
  capacity: {
    icon: "pulse",
    draw: ({ controller: c, words, version }) =>
      html`<baton-numbers
        name="capacity"
        .words=${words}
        .model=${c.forms.capacity}
        .version=${version}
        ?busy=${c.busy}
      ></baton-numbers>`,
  },
  closing: {
    icon: "check",
    draw: ({ controller: c, words, version }) =>
      html`<baton-closing
        .words=${words}
        .model=${c.forms.closing}
        .version=${version}
        ?busy=${c.busy}
      ></baton-closing>`,
  },
  look: {
    icon: "spark",
    draw: ({ controller: c, words, version }) =>
      html`<baton-look
        .words=${words}
        .model=${c.forms.look}
        preview=${c.preview}
        .version=${version}
        ?busy=${c.busy}
      ></baton-look>`,
  },
  languages: {
    icon: "globe",
    draw: ({ controller: c, words, version }) =>
      html`<baton-languages
        .words=${words}
        .model=${c.forms.languages}
        .version=${version}
        ?busy=${c.busy}
      ></baton-languages>`,
  },
  intake: {
    icon: "note",
    draw: ({ controller: c, words, version }) =>
      html`<baton-intake-form
        .words=${words}
        .model=${c.forms.intake}
        .version=${version}
        ?busy=${c.busy}
      ></baton-intake-form>`,
  },
  replies: {
    icon: "quote",
    draw: ({ controller: c, words, version }) =>
      html`<baton-replies
        .words=${words}
        .keeper=${c.keepers.replies}
        .version=${version}
        ?busy=${c.busy}
      ></baton-replies>`,
  },
  macros: {
    icon: "bolt",
    draw: ({ controller: c, words, version }) =>
      html`<baton-macros
        .words=${words}
        .keeper=${c.keepers.macros}
        .version=${version}
        ?busy=${c.busy}
      ></baton-macros>`,
  },
  installed: {
    icon: "lock",
    draw: ({ controller: c, words, version }) =>
      html`<baton-installed
        .words=${words}
        .keeper=${c.keepers.installed}
        .version=${version}
      ></baton-installed>`,
  },
  answering: {
    icon: "dial",
    draw: ({ controller: c, words, version, closed }) =>
      html`<baton-answering
        .words=${words}
        .model=${c.answering}
        .version=${version}
        ?busy=${c.busy}
        ?asking=${c.asking && !closed}
      ></baton-answering>`,
  },
  hours: {
    icon: "clock",
    draw: ({ controller: c, words, version }) =>
      html`<baton-hours
        .words=${words}
        .model=${c.forms.hours}
        .version=${version}
        ?busy=${c.busy}
      ></baton-hours>`,
  },
  sla: {
    icon: "flag",
    draw: ({ controller: c, words, version }) =>
      html`<baton-sla .words=${words} .model=${c.forms.sla} .version=${version} ?busy=${c.busy}></baton-sla>`,
  },
  mail: {
    icon: "mail",
    draw: ({ controller: c, words, version }) =>
      html`<baton-mail
        .words=${words}
        .keeper=${c.keepers.mail}
        .version=${version}
        ?busy=${c.busy}
      ></baton-mail>`,
  },
  retention: {
    icon: "trash",
    draw: ({ controller: c, words, version, closed }) =>
      html`<baton-retention
        .words=${words}
        .keeper=${c.keepers.retention}
        .version=${version}
        ?busy=${c.busy}
        ?closed=${closed}
      ></baton-retention>`,
  },
  webhooks: {
    icon: "webhook",
    draw: ({ controller: c, words, version, closed }) =>
      html`<baton-webhooks
        .words=${words}
        .model=${c.keepers.webhooks.model}
        .version=${version}
        ?busy=${c.busy}
        ?closed=${closed}
      ></baton-webhooks>`,
  },
  away: {
    icon: "moon",
    draw: ({ controller: c, words, version }) =>
      html`<baton-away
        .words=${words}
        .model=${c.forms.away}
        .version=${version}
        ?busy=${c.busy}
      ></baton-away>`,
  },
};
