import type { Fields } from "./fields.ts";
import type { SucceedState } from "./machine.ts";
import { parseBase } from "./shared-fields.ts";

export function parseSucceed(name: string, fields: Fields): SucceedState {
  return { type: "Succeed", ...parseBase(name, fields) };
}
