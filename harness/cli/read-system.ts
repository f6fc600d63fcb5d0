import { DEFECT_IDS, type DefectId, isDefectId } from "../../system/defects.ts";
import { REVISIONS, type RevisionName } from "../../system/revisions.ts";
import { UsageError } from "./usage-error.ts";

export function readRevision(option: string, text: string): RevisionName {
  const name = (Object.keys(REVISIONS) as RevisionName[]).find((known) => known === text);
  if (name === undefined) {
    throw new UsageError(`--${option}: there is no system "${text}"; there are ${Object.keys(REVISIONS).join(", ")}.`);
  }
  return name;
}

export function readDefects(text: string): readonly DefectId[] {
  const parts = text.split(",").filter((part) => part.trim() !== "");
  if (parts.length === 0) throw new UsageError(`--defect needs an id, from ${defectRange()}.`);
  return parts.map((part) => {
    const id = part.trim().toUpperCase();
    if (!isDefectId(id))
      throw new UsageError(`--defect: there is no defect "${part.trim()}"; known are ${defectRange()}.`);
    return id;
  });
}

export function defectRange(): string {
  return `${DEFECT_IDS[0]} to ${DEFECT_IDS.at(-1)}`;
}
