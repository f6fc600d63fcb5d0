/** A place in text where a secret stands; its first capture group is the secret. */
interface SecretPattern {
  readonly kind: SecretKind;
  readonly pattern: RegExp;
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
  { kind: "password hash", pattern: /(\$2[aby]\$\d\d\$[./A-Za-z0-9]{53})/g },
  named("password", "password|passwd|senha"),
  { kind: "token", pattern: /\b(eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{16,})/g },
  named("secret", "secret|api_?key|private_?key"),
  named("token", "token"),
  named("signature", "signature"),
  named("credential", "authorization"),
  { kind: "signature", pattern: /X-Amz-Signature=([0-9a-f]{16,})/gi },
  { kind: "signature", pattern: /\bSignature=([0-9A-Za-z%+/=]{16,})/g },
  { kind: "credential", pattern: /X-Amz-Credential=([^&"\\\s]+)/gi },
  { kind: "token", pattern: /X-Amz-Security-Token=([^&"\\\s]+)/gi },
  { kind: "secret", pattern: /[?&][\w.-]*(?:password|secret|token|signature|api_?key)[\w.-]*=([^&#"\\\s]+)/gi },
  { kind: "token", pattern: /\bBearer\s+([\w.~+/-]{8,}=*)/g },
];

/**
 * A pattern for values under names that contain one of the alternatives of `words`: `"name": "value"`, and the pair
 * `["name", "value"]` of a log line's field.
 */
export function named(kind: SecretKind, words: string): SecretPattern {
  const name = String.raw`${QUOTE}[\w.-]*(?:${words})[\w.-]*${QUOTE}`;
  const value = String.raw`\s*${QUOTE}${VALUE}${QUOTE}`;
  return { kind, pattern: new RegExp(String.raw`${name}\s*:${value}|\[\s*${name}\s*,${value}\s*\]`, "gi") };
}
