/** Conditions of a statement: operator, key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

type Values = readonly string[];
type Comparison = (actual: string, wanted: string) => boolean;

const numeric = (compare: (a: number, b: number) => boolean): Comparison => {
  return (actual, wanted) => compare(Number(actual), Number(wanted));
};
const dated = (compare: (a: number, b: number) => boolean): Comparison => {
  const ms = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
  return (actual, wanted) => compare(ms(actual), ms(wanted));
};
const like: Comparison = (actual, pattern) => {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(actual);
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  stringequals: (actual, wanted) => actual === wanted,
  stringequalsignorecase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  stringlike: like,
  arnequals: like,
  arnlike: like,
  bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  binaryequals: (actual, wanted) => actual === wanted,
  ipaddress: isInRange,
  numericequals: numeric((a, b) => a === b),
  numericlessthan: numeric((a, b) => a < b),
  numericlessthanequals: numeric((a, b) => a <= b),
  numericgreaterthan: numeric((a, b) => a > b),
  numericgreaterthanequals: numeric((a, b) => a >= b),
  dateequals: dated((a, b) => a === b),
  datelessthan: dated((a, b) => a < b),
  datelessthanequals: dated((a, b) => a <= b),
  dategreaterthan: dated((a, b) => a > b),
  dategreaterthanequals: dated((a, b) => a >= b),
};

const NEGATED: Readonly<Record<string, string>> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  arnnotequals: "arnequals",
  arnnotlike: "arnlike",
  notipaddress: "ipaddress",
  numericnotequals: "numericequals",
  datenotequals: "dateequals",
};

/** Whether all conditions hold; `actual` by lower-case keys. */
export function holdConditions(conditions: Conditions, actual: ReadonlyMap<string, Values>): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, wanted, actual.get(key.toLowerCase()))),
  );
}

const OPERATOR = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/;

/** Whether it is an operator of conditions, with what may stand around it. */
export function isConditionOperator(operator: string): boolean {
  const plain = OPERATOR.exec(operator.toLowerCase())?.[2] ?? "";
  return plain === "null" || Object.hasOwn(COMPARISONS, plain) || Object.hasOwn(NEGATED, plain);
}

function holds(operator: string, wanted: Values, actual: Values | undefined): boolean {
  const [, set, plain = "", ifExists] = OPERATOR.exec(operator.toLowerCase()) ?? [];
  if (plain === "null") return (actual === undefined) === (wanted[0]?.toLowerCase() === "true");
  const positive = NEGATED[plain];
  const compare = COMPARISONS[positive ?? plain];
  if (!compare) return false;
  if (actual === undefined) return ifExists !== undefined || set === "forallvalues" || positive !== undefined;
  const isMet = (value: string): boolean => {
    const found = wanted.some((want) => compare(value, want));
    return positive === undefined ? found : !found;
  };
  return set === "forallvalues" ? actual.every(isMet) : actual.some(isMet);
}

function isInRange(address: string, range: string): boolean {
  const [network = "", bits = "32"] = range.split("/");
  const value = (text: string) => text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  return Math.floor(value(address) / size) === Math.floor(value(network) / size);
}

/** Keys whose fixed value keeps strangers out. */
const FIXED =
  /^aws:(?:sourceip|sourcearn|sourcevpc|sourcevpce|sourceowner|sourceaccount|userid|principal\w+)$|^s3:(?:dataaccesspointarn|dataaccesspointaccount|x-amz-server-side-encryption-aws-kms-key-id)$/;

/** Whether the conditions fix who may come, so that a policy for everybody is not public. */
export function pinsDown(conditions: Conditions): boolean {
  return Object.values(conditions).some((keys) =>
    Object.entries(keys).some(
      ([key, values]) =>
        FIXED.test(key.toLowerCase()) && values.every((value) => !/[*?]/.test(value) && value !== "0.0.0.0/0"),
    ),
  );
}
