/** Placeholders of prepared texts: which there are, and filled as the desk fills them. */

const PLACEHOLDER = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;
const LOOSE = /[ \t]+(?=[,.;:!?،؛؟])|(?<=[ \t])[ \t]+/g;

export const PLACEHOLDERS = [
  "customer.first_name",
  "customer.name",
  "customer.email",
  "customer.phone",
  "agent.first_name",
  "agent.name",
  "ticket.number",
  "conversation.id",
] as const;

const SAMPLE: Values = {
  "customer.first_name": "Vera",
  "customer.name": "Vera Nowak",
  "customer.email": "vera@example.org",
  "customer.phone": "+48 600 100 200",
  "agent.first_name": "Ana",
  "agent.name": "Ana Silva",
  "ticket.number": "1042",
  "conversation.id": "019a…",
};

export type Values = Readonly<Record<string, string | null | undefined>>;

/** The text with what is known; what is not leaves no gap before a comma. */
export function fill(text: string, values: Values): string {
  const filled = text.replace(
    PLACEHOLDER,
    (_, name: string, instead?: string) => values[name.trim()] || (instead ?? "").trim(),
  );
  return filled === text ? text : filled.replace(LOOSE, "").trim();
}

/** As a customer would read it, with made-up people. */
export function sampled(text: string): string {
  return fill(text, SAMPLE);
}

/** Placeholders that nothing will ever fill. */
export function unknown(text: string): string[] {
  const names = [...text.matchAll(PLACEHOLDER)].map((found) => (found[1] ?? "").trim());
  return names.filter((name) => !(PLACEHOLDERS as readonly string[]).includes(name));
}
