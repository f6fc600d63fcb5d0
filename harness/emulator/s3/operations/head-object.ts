import type { S3Operation } from "../operation.ts";
import { READ_HEADERS, READ_PARAMETERS, readObject } from "./read-object.ts";

/** There is no s3:HeadObject: reading the headers needs the permission to read. */
export const headObject: S3Operation = {
  action: "GetObject",
  versionAction: "GetObjectVersion",
  parameters: READ_PARAMETERS,
  headers: READ_HEADERS,
  perform: readObject,
};
