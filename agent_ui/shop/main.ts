/** The demo shop: a host page like any other, with the loader's tag in its head. */
import { render } from "lit";
import { pickLang } from "../shared/i18n.js";
import type { Lang } from "../shared/wire.js";
import { page, type Shop } from "./page.js";
import type { Product } from "./products.js";
import { shopWords } from "./words.js";

const KEPT = "shop.lang";
const asked = new URLSearchParams(location.search).get("lang");

let shop: Shop = {
  words: shopWords(pickLang(asked, localStorage.getItem(KEPT), ...navigator.languages)),
  basket: 0,
  said: "",
  speak,
  add,
  ask: () => window.Baton?.open(),
};

function draw(): void {
  const { words } = shop;
  document.documentElement.lang = words.lang;
  document.documentElement.dir = words.dir;
  document.title = words.t("title");
  render(page(shop), document.body);
}

function speak(lang: Lang): void {
  localStorage.setItem(KEPT, lang);
  shop = { ...shop, words: shopWords(lang) };
  draw();
  window.Baton?.setLang(lang);
}

function add(product: Product): void {
  shop = { ...shop, basket: shop.basket + 1, said: shop.words.t("added", { name: product.name }) };
  draw();
}

draw();
window.Baton?.setLang(shop.words.lang);
