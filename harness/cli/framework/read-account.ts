import { UsageError } from "../../support/usage-error.ts";

export function readAccount(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new UsageError(`--account: "${text}" is not an account id of 12 digits.`);
  return text;
}
