import { describe, expect, it } from "vitest";
import { inviteOf } from "./invite.js";
import { problemOf } from "./password.js";

function token(claims: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  return `x.${btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "")}.y`;
}

describe("an invitation", () => {
  it("says for whom it is, in any script", () => {
    const made = token({ email: "mina@example.org", name: "مینا" });
    expect(inviteOf(`#invite=${made}`)).toEqual({ token: made, email: "mina@example.org", name: "مینا" });
  });

  it("is none without a token, and names nobody where it cannot be read", () => {
    expect([inviteOf(""), inviteOf("#invite="), inviteOf("#invite=a b")]).toEqual([null, null, null]);
    expect(inviteOf("#invite=abc")).toEqual({ token: "abc", email: "", name: "" });
  });
});

describe("a password", () => {
  it("is long enough and typed twice alike", () => {
    expect(problemOf("short", "short")).toBe("short");
    expect(problemOf("long enough", "long enougj")).toBe("differs");
    expect(problemOf("long enough", "long enough")).toBe(null);
  });
});
