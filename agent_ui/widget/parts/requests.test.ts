import { expect, it } from "vitest";
import { FakeDesk } from "../models/fake-desk.js";
import { open, quiet, soon } from "../models/fake-page.js";
import { end, learnQuestions, leave, rate, unqueue } from "./requests.js";

it("says in the form, not above it, that an address cannot be right", async () => {
  const desk = new FakeDesk();
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  desk.refuse = "invalid";
  await expect(leave(chat, { phone: "12" })).rejects.toThrow();
  expect(chat.state.failed).toBe(false);
  desk.refuse = "illegal_transition";
  await expect(unqueue(chat)).rejects.toThrow();
  expect(chat.state.failed).toBe(true);
  desk.refuse = null;
  await leave(chat, { email: "kim@example.org" });
  expect(chat.state.failed).toBe(false);
  expect(desk.calls.slice(-3)).toEqual(["wait.contact", "wait.cancel", "ticket.open"]);
});

it("asks the desk's own questions once after an end that is to be rated", async () => {
  const desk = new FakeDesk();
  desk.questions = [{ id: "solved", kind: "yes_no", text: "Is it settled?" }];
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  expect(desk.calls).not.toContain("csat.form");
  await end(chat);
  await learnQuestions(chat);
  await soon(() => expect(chat.state.questions).toEqual(desk.questions));
  await rate(chat, { score: 4, comment: " ", answers: { solved: true } });
  expect(desk.rated.map(({ score, answers }) => ({ score, answers }))).toEqual([
    { score: 4, answers: { solved: true } },
  ]);
  expect(chat.state.conversation?.csat).toBe(4);
  expect(desk.calls.filter((call) => call === "csat.form")).toHaveLength(1);
});

it("asks again for the questions of a desk that was in trouble", async () => {
  const desk = new FakeDesk();
  desk.questions = [{ id: "solved", kind: "yes_no", text: "Is it settled?" }];
  const { chat } = open(desk);
  chat.say("hello");
  await quiet(chat);
  await end(chat);
  let again = (): void => undefined;
  desk.refuse = "unavailable";
  await learnQuestions(chat, (run) => (again = run));
  expect(chat.state.questions).toEqual([]);
  desk.refuse = null;
  again();
  await soon(() => expect(chat.state.questions).toEqual(desk.questions));
});
