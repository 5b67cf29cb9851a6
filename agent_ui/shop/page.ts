/** The whole page as one template of its words and its small state. */
import { html, type TemplateResult } from "lit";
import { LANG_NAMES, LANGS } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import { gradients, hero } from "./drawings.js";
import { LAMPS, WOOD, type Product } from "./products.js";
import type { ShopKey, ShopWords } from "./words.js";

export interface Shop {
  words: ShopWords;
  basket: number;
  said: string;
  speak: (lang: Lang) => void;
  add: (product: Product) => void;
  ask: () => void;
}

const SLUGS: Record<Lang, Record<string, string>> = {
  en: {
    delivery: "delivery-costs",
    return: "return-an-item",
    warranty: "warranty-terms",
    track: "where-is-my-order",
    care: "care-for-oiled-wood",
  },
  fa: {
    delivery: "delivery-costs",
    return: "return-an-item",
    warranty: "warranty-terms",
    track: "where-is-my-order",
    care: "care-for-oiled-wood",
  },
  pl: {
    delivery: "koszty-dostawy",
    return: "zwrot-towaru",
    warranty: "warunki-gwarancji",
    track: "gdzie-jest-moje-zamowienie",
    care: "pielegnacja-olejowanego-drewna",
  },
};

export function page(shop: Shop): TemplateResult {
  const { words } = shop;
  return html`
    ${gradients}
    <a class="skip" href="#main">${words.t("skip")}</a>
    ${top(shop)}
    <main id="main">
      ${opening(shop)} ${shelf("lamps", LAMPS, shop)} ${shelf("wood", WOOD, shop)} ${promises(words)}
      ${workshop(shop)}
    </main>
    ${bottom(words)}
    <p class="sr" role="status">${shop.said}</p>
  `;
}

function top({ words, basket, speak }: Shop): TemplateResult {
  return html`<header>
    <p class="strip">${words.t("strip")}</p>
    <div class="top wide">
      <a class="logo" href="#main"
        ><bdi lang="en">Lumen <i>&</i> Oak</bdi></a
      >
      <nav>
        <a href="#lamps">${words.t("nav.lamps")}</a>
        <a href="#wood">${words.t("nav.wood")}</a>
        <a href="#workshop">${words.t("nav.workshop")}</a>
        <a href="#help">${words.t("nav.help")}</a>
      </nav>
      <div class="langs" role="group" aria-label=${words.t("language")}>
        ${LANGS.map(
          (lang) =>
            html`<button
              lang=${lang}
              aria-pressed=${lang === words.lang}
              title=${LANG_NAMES[lang]}
              @click=${() => speak(lang)}
            >
              ${lang === "fa" ? "فا" : lang.toUpperCase()}
            </button>`,
        )}
      </div>
      <span class="basket" aria-label=${words.n("basket.count", basket)}>
        ${words.t("basket")}${basket ? html`<b>${words.number(basket)}</b>` : null}
      </span>
    </div>
  </header>`;
}

function opening({ words, ask }: Shop): TemplateResult {
  return html`<section class="hero wide">
    <div class="say">
      <p class="eyebrow">${words.t("hero.eyebrow")}</p>
      <h1>${words.t("hero.title")}</h1>
      <p class="lead">${words.t("hero.text")}</p>
      <p class="ways">
        <a class="button" href="#lamps">${words.t("hero.see")}</a>
        <button class="button quiet" @click=${ask}>${words.t("hero.ask")}</button>
      </p>
    </div>
    ${hero}
  </section>`;
}

function shelf(id: "lamps" | "wood", products: readonly Product[], shop: Shop): TemplateResult {
  const { words } = shop;
  return html`<section class="shelf wide" id=${id}>
    <div class="head">
      <h2>${words.t(`${id}.title`)}</h2>
      <p>${words.t(`${id}.text`)}</p>
    </div>
    <ul>
      ${products.map((product) => card(product, shop))}
    </ul>
  </section>`;
}

function card(product: Product, { words, add }: Shop): TemplateResult {
  return html`<li>
    <div class="picture">
      ${product.picture}${product.fresh ? html`<span class="fresh">${words.t("fresh")}</span>` : null}
    </div>
    <h3><bdi lang="pl">${product.name}</bdi></h3>
    <p>${words.t(product.what)}</p>
    <div class="buy">
      <span class="price">${words.t("price", { n: product.price })}</span>
      <button aria-label="${words.t("add")}: ${product.name}" @click=${() => add(product)}>
        ${words.t("add")}
      </button>
    </div>
  </li>`;
}

function promises(words: ShopWords): TemplateResult {
  const one = (key: "send" | "back" | "last", slug: string): TemplateResult =>
    html`<li>
      <h3>${words.t(`promise.${key}.title`)}</h3>
      <p>${words.t(`promise.${key}.text`)}</p>
      <a href=${helpUrl(words.lang, slug)}>${words.t(`promise.${key}.link`)}</a>
    </li>`;
  return html`<section class="promises">
    <ul class="wide">
      ${one("send", "delivery")} ${one("back", "return")} ${one("last", "warranty")}
    </ul>
  </section>`;
}

function workshop({ words, ask }: Shop): TemplateResult {
  return html`<section class="workshop wide" id="workshop">
    <h2>${words.t("workshop.title")}</h2>
    <p>${words.t("workshop.text")}</p>
    <button class="button" @click=${ask}>${words.t("workshop.ask")}</button>
  </section>`;
}

function bottom(words: ShopWords): TemplateResult {
  const helps: [ShopKey, string][] = [
    ["help.delivery", "delivery"],
    ["help.return", "return"],
    ["help.track", "track"],
    ["help.care", "care"],
  ];
  return html`<footer id="help">
    <div class="wide columns">
      <section>
        <h2>${words.t("footer.visit")}</h2>
        <address>
          <bdi lang="pl">Lumen & Oak</bdi><br /><bdi lang="pl">ul. Lipowa 12</bdi><br /><bdi lang="pl"
            >31-042 Kraków</bdi
          ><br />${words.t("footer.country")}
        </address>
      </section>
      <section>
        <h2>${words.t("footer.hours")}</h2>
        <dl>
          <dt>${words.t("footer.week")}</dt>
          <dd>${span(words, 9, 18)}</dd>
          <dt>${words.t("footer.saturday")}</dt>
          <dd>${span(words, 10, 14)}</dd>
          <dt>${words.t("footer.sunday")}</dt>
          <dd>${words.t("footer.closed")}</dd>
        </dl>
      </section>
      <section>
        <h2>${words.t("footer.help")}</h2>
        <ul>
          ${helps.map(([key, slug]) => html`<li><a href=${helpUrl(words.lang, slug)}>${words.t(key)}</a></li>`)}
        </ul>
      </section>
    </div>
    <div class="wide fine">
      <p>${words.t("footer.note")}</p>
      <p>
        ${words.t("footer.team")} <a href="/console">${words.t("footer.console")}</a> ·
        <a href="/editor">${words.t("footer.editor")}</a>
      </p>
    </div>
  </footer>`;
}

function span(words: ShopWords, from: number, to: number): string {
  const hour = new Intl.NumberFormat(words.lang, { minimumIntegerDigits: 1 });
  const minutes = new Intl.NumberFormat(words.lang, { minimumIntegerDigits: 2 }).format(0);
  return `${hour.format(from)}:${minutes}–${hour.format(to)}:${minutes}`;
}

function helpUrl(lang: Lang, slug: string): string {
  return `/help/${lang}/${SLUGS[lang][slug] ?? ""}`;
}
