import { describe, expect, it } from "vitest";
import { Colleagues } from "./colleagues.js";
import { colleague } from "./testing.js";

describe("colleagues", () => {
  it("stay as news told of them while a list was on its way, which only adds what news leaves out", () => {
    const colleagues = new Colleagues();
    colleagues.told([colleague({ id: "ana", availability: "offline" })]);
    const { news } = colleagues;
    colleagues.told([colleague({ id: "ana", availability: "online" })]);
    colleagues.listed([colleague({ id: "ana", availability: "offline", teams: ["returns"] })], news);
    expect(colleagues.get("ana")).toMatchObject({ availability: "online", teams: ["returns"] });
  });

  it("are as a list says that was asked for after the news", () => {
    const colleagues = new Colleagues();
    colleagues.told([colleague({ id: "ana", availability: "online", teams: ["returns"] })]);
    colleagues.listed([colleague({ id: "ana", availability: "away" })], colleagues.news);
    expect(colleagues.all).toMatchObject([{ availability: "away", teams: ["returns"] }]);
  });
});
