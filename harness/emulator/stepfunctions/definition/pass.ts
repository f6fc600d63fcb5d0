import type { Fields } from "./fields.ts";
import type { PassState } from "./machine.ts";
import { parseAssign, parseBase, parseNext } from "./shared-fields.ts";

export function parsePass(name: string, fields: Fields): PassState {
  if (fields.inJsonata) {
    return {
      type: "Pass",
      ...parseBase(name, fields),
      result: undefined,
      parameters: undefined,
      resultPath: undefined,
      assign: undefined,
      next: parseNext(fields),
    };
  }
  return {
    type: "Pass",
    ...parseBase(name, fields),
    result: fields.get("Result"),
    parameters: fields.template("Parameters"),
    resultPath: fields.referencePath("ResultPath"),
    assign: parseAssign(fields),
    next: parseNext(fields),
  };
}
