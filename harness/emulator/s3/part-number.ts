import { invalidArgument } from "./errors.ts";
import { MAXIMUM_PART_NUMBER, MINIMUM_PART_NUMBER } from "./limits.ts";

/** Throws InvalidArgument. */
export function readPartNumber(text: string): number {
  const partNumber = Number(text);
  if (/^\d+$/.test(text) && partNumber >= MINIMUM_PART_NUMBER && partNumber <= MAXIMUM_PART_NUMBER) return partNumber;
  throw invalidArgument(
    `Part number must be an integer between ${MINIMUM_PART_NUMBER} and ${MAXIMUM_PART_NUMBER}, inclusive`,
    "partNumber",
    text,
  );
}
