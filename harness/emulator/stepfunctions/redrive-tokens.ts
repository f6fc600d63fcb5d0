import type { Execution } from "./execution/execution.ts";
import { MAXIMUM_REDRIVE_TOKENS, REDRIVE_TOKEN_LIFETIME_MS } from "./limits.ts";

/** Client tokens that have redriven an execution, and when. */
export class RedriveTokens {
  readonly #now: () => number;
  readonly #tokens = new WeakMap<Execution, { readonly token: string; readonly redrivenAt: number }[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** When the token has redriven the execution; `undefined` when it has not, or too long ago. */
  find(execution: Execution, token: string): number | undefined {
    const known = this.#tokens.get(execution)?.find((entry) => entry.token === token);
    return known && this.#now() - known.redrivenAt <= REDRIVE_TOKEN_LIFETIME_MS ? known.redrivenAt : undefined;
  }

  of(execution: Execution): readonly { readonly token: string; readonly redrivenAt: number }[] {
    return this.#tokens.get(execution) ?? [];
  }

  add(execution: Execution, token: string, redrivenAt: number): void {
    const others = (this.#tokens.get(execution) ?? []).filter((entry) => entry.token !== token);
    this.#tokens.set(execution, [...others, { token, redrivenAt }].slice(-MAXIMUM_REDRIVE_TOKENS));
  }
}
