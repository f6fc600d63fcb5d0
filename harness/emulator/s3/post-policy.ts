import { z } from "zod";
import { againstPolicy, entityTooLarge, entityTooSmallForPolicy, invalidPolicyDocument } from "./errors.ts";
import type { Form } from "./post-form.ts";

const bound = z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(Number);
const Condition = z.union([
  z.tuple([z.string().regex(/^content-length-range$/i), bound, bound]),
  z.tuple([z.string().regex(/^(?:eq|starts-with)$/i), z.string().regex(/^\$/), z.string()]),
  z.record(z.string(), z.string()),
]);
const Policy = z.object({
  expiration: z.string(),
  conditions: z.array(Condition).nonempty(),
});

/** Fields that a policy need not name. */
const EXEMPT = /^(?:file|policy|signature|awsaccesskeyid|x-amz-signature|x-ignore-.*)$/;

/**
 * Holds a form against its policy (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html). Throws
 * InvalidPolicyDocument, AccessDenied, EntityTooSmall or EntityTooLarge.
 */
export function checkPostPolicy(form: Form, bucket: string, key: string, nowMs: number): void {
  const { expiration, conditions } = readPolicy(form.fields.get("policy") ?? "");
  const expiresAtMs = parseExpiration(expiration);
  if (expiresAtMs <= nowMs) throw againstPolicy("Policy expired.");
  const values = new Map([...form.fields, ["bucket", bucket], ["key", key]]);
  const named = new Set<string>(["bucket"]);
  for (const condition of conditions) {
    const fields = Array.isArray(condition) ? checkCondition(condition, values, form) : checkEqual(condition, values);
    for (const field of fields) named.add(field);
  }
  const extra = [...form.fields.keys()].filter((name) => !named.has(name) && !EXEMPT.test(name));
  if (extra.length > 0) throw againstPolicy(`Extra input fields: ${extra.join(", ")}`);
}

function readPolicy(encoded: string): z.infer<typeof Policy> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
  } catch {
    throw invalidPolicyDocument("Invalid JSON.");
  }
  const policy = Policy.safeParse(parsed);
  if (policy.success) return policy.data;
  const [field] = policy.error.issues[0]?.path ?? [];
  const missing = typeof parsed !== "object" || parsed === null || !(String(field) in parsed);
  throw invalidPolicyDocument(
    missing ? `Policy missing ${String(field ?? "conditions")}.` : `Invalid ${String(field)} in Policy.`,
  );
}

function parseExpiration(text: string): number {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw invalidPolicyDocument(`Invalid 'expiration' value: '${text}'`);
  return ms;
}

function checkEqual(condition: Readonly<Record<string, string>>, values: ReadonlyMap<string, string>): string[] {
  return Object.entries(condition).map(([name, wanted]) => {
    const field = name.toLowerCase();
    if (values.get(field) !== wanted) throw failed(["eq", `$${name}`, wanted]);
    return field;
  });
}

function checkCondition(
  condition: readonly (string | number)[],
  values: ReadonlyMap<string, string>,
  { file }: Form,
): string[] {
  const [operator, first, second] = condition;
  if (String(operator).toLowerCase() === "content-length-range") {
    if (file.length < Number(first)) throw entityTooSmallForPolicy(file.length, Number(first));
    if (file.length > Number(second)) throw entityTooLarge(file.length, Number(second));
    return [];
  }
  const field = String(first).slice(1).toLowerCase();
  const value = values.get(field);
  const wanted = String(second);
  const isMet =
    String(operator).toLowerCase() === "eq"
      ? value === wanted
      : (value ?? (wanted === "" ? "" : undefined))?.startsWith(wanted);
  if (!isMet) throw failed(condition);
  return [field];
}

const failed = (condition: readonly (string | number)[]) =>
  againstPolicy(`Policy Condition failed: [${condition.map((part) => JSON.stringify(part)).join(", ")}]`);
