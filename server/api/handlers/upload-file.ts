import { type GoInteger, goInt64, goMap, goString, goUint8 } from "../../../system/go/json-binding.ts";
import { atLeast, type FieldErrors, required } from "../../http/field-rules.ts";
import type { UploadFile } from "../../media/uploads/upload-request.ts";

/** What a file of a photo session and a plan or render have in common; Go declares it in both of their types. */
export const fileFields = {
  assetType: goString,
  filename: goString,
  contentType: goString,
  bytes: goInt64,
  checksum: goString,
  title: goString,
  sequence: goUint8,
  metadata: goMap(goString),
};

type Description = Pick<UploadFile, "filename" | "contentType" | "bytes" | "checksum">;

interface DecodedFile {
  readonly sequence: GoInteger;
  readonly metadata: ReadonlyMap<string, string> | null;
}

/** A body names a listing and at least one file. */
export function checkFiles(
  errors: FieldErrors,
  body: { readonly listingIdentityId: GoInteger; readonly files: readonly unknown[] | null },
): void {
  errors.check("listingIdentityID", body.listingIdentityId, required, atLeast(1));
  errors.check("files", body.files, required, atLeast(1));
}

/** The members that stand together in both types; the errors come in the order of each type. */
export function checkDescription(errors: FieldErrors, field: string, file: Description): void {
  errors.check(`${field}.filename`, file.filename, required);
  errors.check(`${field}.contentType`, file.contentType, required);
  errors.check(`${field}.bytes`, file.bytes, required, atLeast(1));
  errors.check(`${field}.checksum`, file.checksum, required);
}

/** A checked file as the use case takes it. */
export function uploadFileOf<T extends DecodedFile>(file: T) {
  return { ...file, sequence: Number(file.sequence), metadata: file.metadata ?? new Map<string, string>() };
}
