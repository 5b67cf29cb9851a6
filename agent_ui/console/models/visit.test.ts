import { describe, expect, it } from "vitest";
import type { Message, Payload } from "../../shared/wire.js";
import { deviceOf, pagesOf } from "./visit.js";

function told(...visits: Payload["visit"][]): Message[] {
  return visits.map(
    (visit, index) =>
      ({ seq: index + 1, created_at: `2026-03-01T10:00:0${index % 10}Z`, payload: { visit } }) as Message,
  );
}

describe("the pages of a visit", () => {
  it("stand the latest first, each with its message", () => {
    const pages = pagesOf(
      told({ url: "https://a.example/", title: "Home" }, { url: "https://a.example/lamp" }),
    );
    expect(pages).toEqual([
      { title: "https://a.example/lamp", url: "https://a.example/lamp", seq: 2, at: "2026-03-01T10:00:01Z" },
      { title: "Home", url: "https://a.example/", seq: 1, at: "2026-03-01T10:00:00Z" },
    ]);
  });

  it("are told once while the customer stays, and again on return", () => {
    const home = { url: "https://a.example/", title: "Home" };
    const lamp = { url: "https://a.example/lamp", title: "Lamp" };
    expect(pagesOf(told(home, home, undefined, lamp, home)).map(({ seq }) => seq)).toEqual([5, 4, 2]);
    expect(pagesOf(told({ title: "Home" }, { title: "Home" }, { title: "Lamp" }))).toHaveLength(2);
  });

  it("are ten at most, the oldest left out", () => {
    const pages = pagesOf(told(...Array.from({ length: 14 }, (_, n) => ({ url: `https://a.example/${n}` }))));
    expect(pages.map(({ seq }) => seq)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
  });
});

describe("the device", () => {
  it("is the one that was written with last", () => {
    const phone = { browser: "Safari", system: "iOS", mobile: true };
    const desk = { browser: "Firefox", system: "Linux", mobile: false };
    expect(deviceOf(told({ device: desk }, { device: phone }, { title: "Home" }))).toEqual(phone);
    expect(deviceOf(told(undefined))).toBeNull();
  });
});
