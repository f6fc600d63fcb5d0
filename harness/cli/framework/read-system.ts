import { DEFECT_IDS, type DefectId, isDefectId } from "../../../system/defects.ts";
import { isRevision, REVISIONS, type RevisionName } from "../../../system/revisions.ts";
import { UsageError } from "../../support/usage-error.ts";

export function readRevision(option: string, text: string): RevisionName {
  if (isRevision(text)) return text;
  throw new UsageError(`--${option}: there is no system "${text}"; there are ${Object.keys(REVISIONS).join(", ")}.`);
}

/** `where` is what the message calls the place that the text stands at. */
export function readDefects(text: string, where = "--defect"): readonly DefectId[] {
  const parts = text.split(",").filter((part) => part.trim() !== "");
  if (parts.length === 0) throw new UsageError(`${where} needs an id, from ${defectRange()}.`);
  return parts.map((part) => {
    const id = part.trim().toUpperCase();
    if (!isDefectId(id))
      throw new UsageError(`${where}: there is no defect "${part.trim()}"; known are ${defectRange()}.`);
    return id;
  });
}

export function defectRange(): string {
  return `${DEFECT_IDS[0]} to ${DEFECT_IDS.at(-1)}`;
}
