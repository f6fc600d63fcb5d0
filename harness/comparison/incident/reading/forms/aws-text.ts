import { factOfCells } from "../cells.ts";
import { type Form, placeOf } from "../form.ts";

/** A line of the AWS CLI's `--output text`: values between tabs, of which an ARN or a key tells what they are. */
export const awsText: Form = (lines, index) => {
  const line = lines.text[index] ?? "";
  const cells = line.split("\t").map((cell) => cell.trim());
  // Rows of a database that have lost their head hold ARNs and keys as well.
  const isListed = /^(EXECUTIONS|CONTENTS)\t/.test(line) || /:stateMachine:/.test(line) || cells.length < 4;
  if (cells.length < 2 || !isListed) return undefined;
  const fact = factOfCells(cells, placeOf(lines, index));
  if (fact === undefined) return undefined;
  const isDetail = /^INPUTDETAILS\t|^OUTPUTDETAILS\t/.test(lines.text[index + 1] ?? "");
  return { facts: [fact], next: index + (isDetail ? 2 : 1) };
};
