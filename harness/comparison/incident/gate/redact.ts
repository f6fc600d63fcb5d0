import { RandomStreams } from "../../../clock/random-streams.ts";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { jsonOrText } from "../../../scenario/facts/normal-form.ts";

/** What is personal or secret by its form. Ids, ARNs, instants and trace ids have other forms. */
const FORMS: readonly { readonly what: string; readonly form: RegExp; readonly is?: (text: string) => boolean }[] = [
  { what: "token", form: /\beyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]{6,}/g },
  { what: "token", form: /(?<=\bBearer )[\w.~+/=-]{8,}/gi },
  { what: "key", form: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { what: "signature", form: /(?<=X-Amz-(?:Signature|Credential|Security-Token)=)[^&"\s\\]+/gi },
  { what: "token", form: /(?<=(?:password|passwd|secret|token|api[_-]?key)["']?\s*[:=]\s*["']?)[^\s"'\\,;&}]{6,}/gi },
  { what: "e-mail", form: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g },
  { what: "national id", form: /\b\d{3}\.\d{3}\.\d{3}-\d{2}\b/g },
  { what: "national id", form: /\b\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}\b/g },
  { what: "national id", form: /(?<![\w.:-])\d{11}(?![\w.-])/g, is: hasCheckDigits },
  { what: "telephone", form: /(?<![\w+])\+\d{1,3}[ -]?\(?\d{2,3}\)?[ -]?\d{3,5}[ -]?\d{4}\b/g },
  { what: "telephone", form: /\(\d{2}\) ?\d{4,5}-?\d{4}\b/g },
  { what: "address", form: /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g, is: isOutside },
  { what: "address", form: /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4}|:)(?![\w:])/gi, is: isAddress6 },
  {
    what: "address",
    form: /(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4}(?![\w:])/gi,
    is: isAddress6,
  },
];

/** Fields whose values are secret whatever their form. */
const SECRET =
  /^(authorization|cookie|set-cookie|.*password.*|.*secret.*|.*_?token|.*Token|nationalID|national_id|cpf|phone.*|e-?mail)$/i;

export interface Redacted {
  readonly facts: readonly Fact[];
  /** How many values of each kind have been replaced. */
  readonly replaced: ReadonlyMap<string, number>;
}

/**
 * Replaces personal data and secrets: each value by one of the same length and shape, the same value always by the same. The
 * replacements follow from the order of the values alone, so they tell nothing of them.
 */
export function redact(facts: readonly Fact[], options: { readonly fileNames?: boolean } = {}): Redacted {
  const names = options.fileNames ? namesOfFiles(facts) : [];
  const stand = new StandIns();
  const text = (given: string): string => {
    let clean = given;
    for (const { what, form, is } of FORMS)
      clean = clean.replace(form, (value) => (is && !is(value) ? value : stand.for(what, value)));
    for (const name of names) clean = clean.replaceAll(name, (value) => stand.for("file name", value));
    return clean;
  };
  const value = (given: unknown, name = ""): unknown => {
    if (typeof given === "string")
      return SECRET.test(name) && given !== "" ? stand.for("secret", given) : nested(given);
    if (Array.isArray(given)) return given.map((one) => value(one));
    if (typeof given !== "object" || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([key, one]) => [text(key), value(one, key)]));
  };
  // Secrets in bodies that are texts are found by their names, and replaced where they stand.
  const nested = (given: string): string => {
    const parsed = jsonOrText(given);
    if (typeof parsed !== "object" || parsed === null) return text(given);
    const secrets = secretsIn(parsed);
    return text(secrets.reduce((clean, one) => clean.replaceAll(one, (found) => stand.for("secret", found)), given));
  };
  const clean = facts.map(({ place, ...fact }) => {
    const file = text(place.file.split("/").at(-1) ?? "");
    return { ...(value(fact) as typeof fact), place: { ...place, file } } as Fact;
  });
  return { facts: clean, replaced: stand.counts };
}

class StandIns {
  readonly #known = new Map<string, string>();
  readonly #own = new Set<string>();
  readonly #streams = new RandomStreams(1);
  readonly counts = new Map<string, number>();

  for(what: string, value: string): string {
    if (this.#own.has(value)) return value;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const number = this.#known.size;
    const random = this.#streams.stream(`redact/${number}`);
    const digits = "0123456789";
    const letters = "abcdefghijklmnopqrstuvwxyz";
    const from = (all: string): string => all[random.integer(all.length)] ?? "x";
    const isAddress = what === "address" && value.includes(".");
    const made = isAddress
      ? value.replace(/\d+/g, (octet) =>
          octet.length === 3 ? `1${from(digits)}${from(digits)}` : octet.replace(/\d/g, () => from("123456789")),
        )
      : [...value].map((one) => standIn(one, what === "address", from, digits, letters)).join("");
    this.#known.set(value, made);
    this.#own.add(made);
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
    return made;
  }
}

function standIn(one: string, isHex: boolean, from: (all: string) => string, digits: string, letters: string): string {
  if (/\d/.test(one)) return from(digits);
  if (/[a-z]/.test(one)) return from(isHex ? "abcdef" : letters);
  return /[A-Z]/.test(one) ? from(isHex ? "abcdef" : letters).toUpperCase() : one;
}

function secretsIn(value: unknown, name = ""): readonly string[] {
  if (typeof value === "string") return SECRET.test(name) && value !== "" ? [JSON.stringify(value).slice(1, -1)] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => secretsIn(one, key));
}

/** Names without their endings, as clients gave them; the part that the server puts in front stays. */
function namesOfFiles(facts: readonly Fact[]): readonly string[] {
  const named = JSON.stringify(facts).matchAll(/\/(?:horizontal|vertical)-\d{2,6}-([\w.-]{1,120})\.\w{1,8}/g);
  return [...new Set([...named].map(([, name = ""]) => name))].toSorted((a, b) => b.length - a.length);
}

/** A bare number is a CPF only when its check digits are right: other numbers of eleven digits stay. */
function hasCheckDigits(text: string): boolean {
  const digits = [...text].map(Number);
  const check = (count: number): number => {
    const sum = digits.slice(0, count).reduce((total, digit, index) => total + digit * (count + 1 - index), 0);
    return ((sum * 10) % 11) % 10;
  };
  return new Set(digits).size > 1 && check(9) === digits[9] && check(10) === digits[10];
}

function isOutside(text: string): boolean {
  return text.split(".").every((octet) => Number(octet) <= 255) && !/^(127\.|0\.0\.0\.0$)/.test(text);
}

/** Not the times of a clock, and not the loopback. */
function isAddress6(text: string): boolean {
  return text !== "::1" && !/^\d{2}(:\d{2}){1,3}$/.test(text);
}
