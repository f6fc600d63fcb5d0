import type { DataPath } from "../definition/machine.ts";
import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { putAtPath } from "../jsonpath/reference-path.ts";
import { evaluatePathField, evaluateTemplate } from "../query/evaluate.ts";
import type { Template } from "../query/template.ts";
import { RuntimeFailure } from "./failure.ts";
import type { StateRun } from "./state-run.ts";

const EMPTY_OBJECT: Json = new Map();

/** InputPath or OutputPath: the chosen part of a document. Without a path it is the document itself, uncopied. */
export function choosePart(path: DataPath, document: Document, run: StateRun): Document {
  if (path === undefined) return document;
  if (path === "discard") return new Document(EMPTY_OBJECT);
  const value = evaluatePathField(path, run.scope(document.value));
  return value === document.value ? document : new Document(value);
}

/** InputPath, shown to an inspector. */
export function chooseInput(path: DataPath, run: StateRun): Document {
  const input = choosePart(path, run.input, run);
  run.inspect("afterInputPath", input.value);
  return input;
}

/** Parameters or ResultSelector. */
export function applyTemplate(template: Template | undefined, document: Document, run: StateRun): Document {
  return template === undefined ? document : new Document(evaluateTemplate(template, run.scope(document.value)));
}

/** ResultPath: the state's raw input with the result put into it, or the result alone, or the raw input alone. */
export function placeResult(path: DataPath, result: Document, run: StateRun): Document {
  if (path === undefined) return result;
  if (path === "discard") return run.input;
  if (path.path.steps.length === 0) return result;
  const combined = putAtPath(path.path, run.input.value, result.value);
  if (combined === undefined) {
    throw new RuntimeFailure(
      `Unable to apply ReferencePath ${path.text} to input ${run.input.text}`,
      "States.ResultPathMatchFailure",
    );
  }
  return new Document(combined);
}
