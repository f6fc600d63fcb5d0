import { invalid } from "../errors.ts";
import { MAXIMUM_DIGITS, MAXIMUM_EXPONENT, MINIMUM_EXPONENT } from "../limits.ts";

/** A number as `coefficient` times ten to the power of `exponent`, without zeros at the coefficient's end. */
interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

/** Throws ValidationException. */
function parse(text: string): Decimal {
  const [whole, sign = "", before = "", after = "", power = "0"] = NUMBER.exec(text) ?? [];
  if (whole === undefined || before + after === "") {
    throw invalid(`The parameter cannot be converted to a numeric value${text === "" ? "" : `: ${text}`}`);
  }
  const digits = (before + after).replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  if (kept === "") return { coefficient: 0n, exponent: 0 };
  const exponent = Number(power) - after.length + digits.length - kept.length;
  return checked({ coefficient: BigInt(sign === "-" ? `-${kept}` : kept), exponent });
}

/** Throws ValidationException for what DynamoDB cannot hold. */
function checked(decimal: Decimal): Decimal {
  const digits = digitsOf(decimal).length;
  const magnitude = digits + decimal.exponent - 1;
  if (digits > MAXIMUM_DIGITS) throw invalid("Attempting to store more than 38 significant digits in a Number");
  if (magnitude > MAXIMUM_EXPONENT) {
    throw invalid("Number overflow. Attempting to store a number with magnitude larger than supported range");
  }
  if (magnitude < MINIMUM_EXPONENT) {
    throw invalid("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }
  return decimal;
}

const digitsOf = ({ coefficient }: Decimal): string => String(coefficient).replace("-", "");

/** Without an exponent, as DynamoDB answers numbers. */
function write({ coefficient, exponent }: Decimal): string {
  const digits = String(coefficient < 0n ? -coefficient : coefficient);
  const sign = coefficient < 0n ? "-" : "";
  if (exponent >= 0) return sign + digits + "0".repeat(exponent);
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** `1.50e1` → `15`. Throws ValidationException. */
export function normalNumber(text: string): string {
  return write(parse(text));
}

export function compareNumbers(left: string, right: string): number {
  const { coefficient } = sum(parse(left), parse(right), -1n);
  return coefficient < 0n ? -1 : coefficient > 0n ? 1 : 0;
}

/** `left + right`, or with `-` their difference. Throws ValidationException when DynamoDB cannot hold it. */
export function addNumbers(left: string, right: string, operator: "+" | "-" = "+"): string {
  const { coefficient, exponent } = sum(parse(left), parse(right), operator === "-" ? -1n : 1n);
  return normalNumber(`${coefficient}e${exponent}`);
}

function sum(left: Decimal, right: Decimal, factor: bigint): Decimal {
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = (one: Decimal) => one.coefficient * 10n ** BigInt(one.exponent - exponent);
  return { coefficient: scaled(left) + factor * scaled(right), exponent };
}

/** Bytes that a number counts: two digits in one, and one for the exponent (CapacityUnitCalculations.html). */
export function numberBytes(text: string): number {
  return Math.ceil(digitsOf(parse(text)).length / 2) + 1;
}
