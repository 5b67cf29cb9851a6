/** Numbers as people type them, with the digits of any of our languages. */
export function latin(text: string): string {
  const digits = text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
  return digits.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660)).replace(/[,٫]/, ".");
}

/** Not a number where none is written. */
export function wholeNumber(text: string): number {
  const plain = latin(text.trim());
  return /^\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN;
}
