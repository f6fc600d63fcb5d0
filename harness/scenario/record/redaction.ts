import { named, SECRET_PATTERNS, type SecretKind } from "./secret-patterns.ts";

/** Shorter texts are words of the language as often as they are secrets. */
const SHORTEST_SECRET = 4;

/**
 * Replaces secrets by telling stand-ins (`‹access token 2›`), the same secret by the same one. All texts are learned
 * before the first is written, so that a secret is also found where nothing tells that it is one.
 */
export class Redaction {
  readonly #standIns = new Map<string, string>();
  readonly #counts = new Map<SecretKind, number>();
  readonly #patterns: readonly { readonly kind: SecretKind; readonly pattern: RegExp; readonly hint: RegExp }[];
  /** Most texts hold nothing that looks like a secret, and one look tells. */
  readonly #anyHint: RegExp;
  #known: RegExp | undefined;

  /** `known` are secrets of the world itself; `names` are further names whose values are secret. */
  constructor(known: readonly (readonly [SecretKind, string])[], names: readonly string[] = []) {
    const asked = names.map((name) => named("secret", name.replace(/[^\w]/g, "\\$&")));
    const patterns = [...SECRET_PATTERNS, ...asked];
    this.#patterns = patterns.map(({ kind, pattern, hint }) => ({ kind, pattern, hint: new RegExp(hint, "i") }));
    this.#anyHint = new RegExp(patterns.map(({ hint }) => hint).join("|"), "i");
    for (const [kind, secret] of known) this.#learn(kind, secret);
  }

  /** Looks for secrets; in the order of the texts their stand-ins are numbered. */
  learn(text: string): void {
    if (!this.#anyHint.test(text)) return;
    for (const { kind, pattern, hint } of this.#patterns) {
      if (!hint.test(text)) continue;
      for (const [, secret, other = ""] of text.matchAll(pattern)) this.#learn(kind, secret ?? other);
    }
  }

  text(text: string): string {
    if (this.#standIns.size === 0) return text;
    this.#known ??= anyOf([...this.#standIns.keys()]);
    return text.replace(this.#known, (secret) => this.#standIns.get(secret) ?? secret);
  }

  #learn(kind: SecretKind, secret: string): void {
    if (secret.length < SHORTEST_SECRET || this.#standIns.has(secret) || secret.startsWith("‹")) return;
    const told = kind === "token" ? tokenKind(secret) : kind;
    const number = (this.#counts.get(told) ?? 0) + 1;
    this.#counts.set(told, number);
    this.#standIns.set(secret, `‹${told} ${number}›`);
    this.#known = undefined;
  }
}

/** The longest first, because one secret may begin another. */
function anyOf(secrets: string[]): RegExp {
  const escaped = secrets.sort((a, b) => b.length - a.length).map((secret) => secret.replace(/[^\w]/g, "\\$&"));
  return new RegExp(escaped.join("|"), "g");
}

/** A JSON Web Token says itself what it is for (docs/contract/http-api.md 4.1: `typ`). */
function tokenKind(token: string): SecretKind {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as {
      typ?: unknown;
    };
    return claims.typ === "access" || claims.typ === "refresh" ? `${claims.typ} token` : "token";
  } catch {
    return "token";
  }
}
