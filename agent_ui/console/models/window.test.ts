import { describe, expect, it } from "vitest";
import { RowWindow } from "./window.js";

describe("the rows that are drawn", () => {
  it("are the newest, and more as somebody goes back", () => {
    const window = new RowWindow();
    expect(window.start(500, true)).toBe(450);
    window.more();
    expect(window.start(500, false)).toBe(400);
    for (let page = 0; page < 20; page += 1) window.more();
    expect(window.start(500, false)).toBe(0);
    expect(window.hidden).toBe(false);
  });

  it("stay where they are while news comes in below somebody who reads above", () => {
    const window = new RowWindow();
    window.start(500, true);
    expect(window.start(900, false)).toBe(450);
  });

  it("are let go at the end of a long day", () => {
    const window = new RowWindow();
    window.start(60, true);
    expect(window.start(150, true)).toBe(10);
    expect(window.start(400, true)).toBe(350);
  });

  it("reach back to a message that somebody points at", () => {
    const window = new RowWindow();
    window.start(500, true);
    window.reach(120);
    expect(window.start(500, false)).toBe(95);
    window.reach(480);
    expect(window.start(500, false)).toBe(95);
    window.reach(-1);
    expect(window.start(500, false)).toBe(95);
  });

  it("begin when something is there", () => {
    const window = new RowWindow();
    expect(window.start(0, true)).toBe(0);
    expect(window.start(300, true)).toBe(250);
  });
});
