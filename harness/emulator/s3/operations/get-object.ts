import type { S3Operation } from "../operation.ts";
import { READ_HEADERS, READ_PARAMETERS, readObject } from "./read-object.ts";

export const getObject: S3Operation = {
  action: "GetObject",
  versionAction: "GetObjectVersion",
  parameters: READ_PARAMETERS,
  headers: READ_HEADERS,
  perform: readObject,
};
