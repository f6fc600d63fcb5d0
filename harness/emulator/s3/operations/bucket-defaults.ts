import { z } from "zod";
import { readDocument, trimmed } from "../document.ts";
import { invalidRequest } from "../errors.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { noSuchReplication } from "./configuration-errors.ts";

/** Settings that are kept and told again, and of which nothing else follows here (README.md). */
export const getBucketRequestPayment: S3Operation = {
  action: "GetBucketRequestPayment",
  perform: ({ request, store }) =>
    xmlResponse("RequestPaymentConfiguration", {
      Payer: store.bucket(request.bucket).settings.requestPayer ?? "BucketOwner",
    }),
};

const Payment = z.object({ Payer: trimmed.pipe(z.enum(["BucketOwner", "Requester"])) });

export const putBucketRequestPayment: S3Operation = {
  action: "PutBucketRequestPayment",
  perform(call) {
    const { settings } = call.store.bucket(call.request.bucket);
    settings.requestPayer = readDocument(call, "RequestPaymentConfiguration", Payment).Payer;
    return emptyResponse(200);
  },
};

export const getBucketAccelerateConfiguration: S3Operation = {
  action: "GetAccelerateConfiguration",
  perform: ({ request, store }) =>
    xmlResponse("AccelerateConfiguration", { Status: store.bucket(request.bucket).settings.acceleration }),
};

const Acceleration = z.object({ Status: trimmed.pipe(z.enum(["Enabled", "Suspended"])) });

export const putBucketAccelerateConfiguration: S3Operation = {
  action: "PutAccelerateConfiguration",
  perform(call) {
    const { name, settings } = call.store.bucket(call.request.bucket);
    const { Status } = readDocument(call, "AccelerateConfiguration", Acceleration);
    if (name.includes(".")) {
      throw invalidRequest("S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
    }
    settings.acceleration = Status;
    return emptyResponse(200);
  },
};

/** No bucket is copied elsewhere; putting a configuration is refused by name. */
export const getBucketReplication: S3Operation = {
  action: "GetReplicationConfiguration",
  perform({ request, store }) {
    throw noSuchReplication(store.bucket(request.bucket).name);
  },
};

export const deleteBucketReplication: S3Operation = {
  action: "PutReplicationConfiguration",
  perform({ request, store }) {
    store.bucket(request.bucket);
    return emptyResponse(204);
  },
};
