/** A place in text where a secret stands; its first capture group is the secret. */
interface SecretPattern {
  readonly kind: SecretKind;
  readonly pattern: RegExp;
  /** Part of a regular expression, without regard to case, that is found quickly and wherever the pattern is found. */
  readonly hint: string;
}

export type SecretKind =
  | "password"
  | "password hash"
  | "access token"
  | "refresh token"
  | "token"
  | "signature"
  | "credential"
  | "secret";

/** Quotes as they are in JSON, and in JSON inside JSON, however deep. */
const QUOTE = String.raw`\\*"`;
const VALUE = String.raw`((?:[^"\\]|\\+[^"\\])+?)`;

/**
 * Where secrets stand: names in JSON, headers and query values, and texts that tell by themselves. Names are compared
 * without regard to case and to what surrounds them (`deviceToken`, `client_secret`).
 */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  { kind: "password hash", hint: "\\$2[aby]\\$", pattern: /(\$2[aby]\$\d\d\$[./A-Za-z0-9]{53})/g },
  named("password", "password|passwd|senha"),
  { kind: "token", hint: "eyJ", pattern: /\b(eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{16,})/g },
  named("secret", "secret|api_?key|private_?key"),
  named("token", "token"),
  named("signature", "signature"),
  named("credential", "authorization"),
  { kind: "signature", hint: "X-Amz-Signature=", pattern: /X-Amz-Signature=([0-9a-f]{16,})/gi },
  { kind: "signature", hint: "Signature=", pattern: /\bSignature=([0-9A-Za-z%+/=]{16,})/g },
  { kind: "credential", hint: "X-Amz-Credential=", pattern: /X-Amz-Credential=([^&"\\\s]+)/gi },
  { kind: "token", hint: "X-Amz-Security-Token=", pattern: /X-Amz-Security-Token=([^&"\\\s]+)/gi },
  {
    kind: "secret",
    hint: "password|secret|token|signature|api_?key",
    pattern: /[?&][\w.-]*(?:password|secret|token|signature|api_?key)[\w.-]*=([^&#"\\\s]+)/gi,
  },
  { kind: "token", hint: "Bearer", pattern: /\bBearer\s+([\w.~+/-]{8,}=*)/g },
];

/**
 * A pattern for values under names that contain one of the alternatives of `words`: `"name": "value"`, and the pair
 * `["name", "value"]` of a log line's field.
 */
export function named(kind: SecretKind, words: string): SecretPattern {
  const name = String.raw`${QUOTE}[\w.-]*(?:${words})[\w.-]*${QUOTE}`;
  const value = String.raw`\s*${QUOTE}${VALUE}${QUOTE}`;
  return {
    kind,
    hint: words,
    pattern: new RegExp(String.raw`${name}\s*:${value}|\[\s*${name}\s*,${value}\s*\]`, "gi"),
  };
}
