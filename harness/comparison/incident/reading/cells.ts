import type { Fact, Place } from "../../../scenario/facts/fact.ts";

const EXECUTION = /^arn:aws:states:[\w-]+:\d{12}:execution:[\w-]+:[\w-]+$/;
const STATUS = /^(RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE)$/;
/** A key of the bucket: docs/contract/pipeline.md 1.1. */
const KEY = /^\d{1,10}\/(raw|processed)\/./;

/** What cells that stand side by side without names say: an execution, or an object of the bucket. */
export function factOfCells(cells: readonly string[], place: Place): Fact | undefined {
  const arn = cells.find((cell) => EXECUTION.test(cell));
  if (arn !== undefined) {
    const status = cells.find((cell) => STATUS.test(cell));
    const input = cells.find((cell) => /^\{.*\}$/.test(cell));
    return {
      kind: "execution",
      place,
      arn,
      ...(status !== undefined && { status }),
      ...(input !== undefined && { input }),
    };
  }
  const key = cells.find((cell) => KEY.test(cell));
  if (key === undefined) return undefined;
  const size = cells.find((cell) => /^\d{1,15}$/.test(cell));
  return { kind: "object", place, key, ...(size !== undefined && { size: Number(size) }) };
}

export const isKey = (text: string): boolean => KEY.test(text);
