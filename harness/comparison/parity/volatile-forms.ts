import { isInstant } from "./instants.ts";

/**
 * Volatile values, which legitimately differ between two runs, recognised by their form. Numbered kinds (`<uuid 3>`)
 * preserve which values are equal. Times preserve neither equality nor order: what happens in one virtual millisecond
 * happens in any order and at any distance on a real clock. Only their presence and their notation are compared.
 */
interface Form {
  readonly kind: string;
  readonly numbered: boolean;
  readonly pattern: string;
}

const LOCAL_HOSTS = [
  "127\\.0\\.0\\.1",
  "0\\.0\\.0\\.0",
  "172\\.\\d+\\.\\d+\\.\\d+",
  "(?:[\\w-]+\\.)*localhost",
  "(?:[\\w-]+\\.)*localhost\\.localstack\\.cloud",
  "host\\.(?:docker|testcontainers)\\.internal",
];

const FORMS: readonly Form[] = [
  { kind: "jwt", numbered: true, pattern: "\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*" },
  { kind: "address", numbered: false, pattern: `(?<=https?://)(?:${LOCAL_HOSTS.join("|")})(?::\\d+)?(?![\\w.:-])` },
  { kind: "signature", numbered: false, pattern: "(?<=X-Amz-Signature=)[0-9a-f]+" },
  { kind: "credential", numbered: false, pattern: '(?<=X-Amz-Credential=)[^&\\s"]+' },
  { kind: "token", numbered: true, pattern: '(?<=X-Amz-Security-Token=)[^&\\s"]+' },
  { kind: "request id", numbered: true, pattern: "(?<=RequestID: )[\\w-]+" },
  { kind: "uuid", numbered: true, pattern: "\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b" },
  { kind: "traceparent", numbered: true, pattern: "\\b00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\\b" },
  { kind: "X-Ray id", numbered: true, pattern: "\\b1-[0-9a-f]{8}-[0-9a-f]{24}\\b" },
  { kind: "request id", numbered: true, pattern: "(?<=<(?:RequestId|HostId)>)[^<]+" },
  { kind: "host id", numbered: false, pattern: "(?<=HostID: )[\\w+/=-]+" },
  { kind: "receipt handle", numbered: true, pattern: "(?<![\\w+/])AQEB[\\w+/=]{40,}" },
  {
    kind: "time",
    numbered: false,
    pattern: "\\b\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?",
  },
  { kind: "datetime", numbered: false, pattern: "\\b\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?" },
  { kind: "signing time", numbered: false, pattern: "\\b\\d{8}T\\d{6}Z\\b" },
  {
    kind: "HTTP date",
    numbered: false,
    pattern: "\\b[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT",
  },
  { kind: "epoch ms", numbered: false, pattern: "(?<![\\w.-])1[5-9]\\d{11}(?![\\w.-])" },
];

const ANY_FORM = new RegExp(FORMS.map(({ pattern }) => `(${pattern})`).join("|"), "g");

/** Gives the replacements of values. */
export interface Naming {
  /** Of a value whose kind preserves which values are equal. */
  numbered(kind: string, value: string): string;
  /** Of an instant (instants.ts). */
  instant(kind: string, value: string): string;
  /** The text before values are looked for in it. */
  prepared(text: string): string;
}

/**
 * The text with every value of a known form replaced: by what `naming` says, or by the kind alone.
 */
export function replaceKinds(text: string, naming: Naming): string {
  return naming.prepared(text).replace(ANY_FORM, (value, ...groups: (string | undefined)[]) => {
    const form = FORMS[groups.findIndex((group) => group !== undefined)];
    if (form === undefined) throw new Error(`no kind matches '${value}'`);
    if (form.numbered) return naming.numbered(form.kind, value);
    return isInstant(form.kind) ? naming.instant(form.kind, value) : `<${form.kind}>`;
  });
}
