import type { JsonataExpression } from "../jsonata/expression.ts";
import type { Query } from "../query/query.ts";
import type { Fields } from "./fields.ts";
import type { FailState } from "./machine.ts";

export function parseFail(name: string, fields: Fields): FailState {
  const jsonata = fields.inJsonata ? { arguments: undefined, output: undefined, assign: undefined } : undefined;
  return { type: "Fail", name, jsonata, error: textOrPath(fields, "Error"), cause: textOrPath(fields, "Cause") };
}

function textOrPath(fields: Fields, name: "Error" | "Cause"): string | Query | JsonataExpression | undefined {
  if (fields.inJsonata) return fields.jsonataExpression(name) ?? fields.text(name);
  const text = fields.text(name);
  const path = fields.query(`${name}Path`);
  fields.atMostOne(name, `${name}Path`);
  return text ?? path;
}
