/** What the shop would sell if it existed. */
import type { TemplateResult } from "lit";
import * as drawn from "./drawings.js";
import type { ShopKey } from "./words.js";

export interface Product {
  name: string;
  what: ShopKey;
  price: number;
  picture: TemplateResult;
  fresh?: boolean;
}

export const LAMPS: readonly Product[] = [
  { name: "Czapla", what: "czapla", price: 640, picture: drawn.czapla },
  { name: "Żuraw", what: "zuraw", price: 890, picture: drawn.zuraw, fresh: true },
  { name: "Sowa", what: "sowa", price: 420, picture: drawn.sowa },
  { name: "Sikora", what: "sikora", price: 380, picture: drawn.sikora },
];

export const WOOD: readonly Product[] = [
  { name: "Dzik", what: "dzik", price: 1250, picture: drawn.dzik },
  { name: "Łąka", what: "tray", price: 160, picture: drawn.tray, fresh: true },
  { name: "Orzech", what: "board", price: 180, picture: drawn.board },
  { name: "Wróbel", what: "shelf", price: 340, picture: drawn.shelf },
];
