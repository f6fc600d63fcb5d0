import { z } from "zod";
import { element, readDocument, trimmed } from "../document.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { MAXIMUM_ROUTING_RULES } from "../limits.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { noSuchWebsite } from "./configuration-errors.ts";

const Redirect = z.object({
  HostName: trimmed.optional(),
  HttpRedirectCode: trimmed.optional(),
  Protocol: trimmed.optional(),
  ReplaceKeyPrefixWith: z.string().optional(),
  ReplaceKeyWith: z.string().optional(),
});
const Condition = z.object({
  HttpErrorCodeReturnedEquals: trimmed.optional(),
  KeyPrefixEquals: z.string().optional(),
});
const RoutingRule = z.object({ Condition: element(Condition).optional(), Redirect: element(Redirect) });
const Website = z.object({
  RedirectAllRequestsTo: element(z.object({ HostName: trimmed, Protocol: trimmed.optional() })).optional(),
  IndexDocument: element(z.object({ Suffix: trimmed })).optional(),
  ErrorDocument: element(z.object({ Key: z.string() })).optional(),
  RoutingRules: element(z.object({ RoutingRule: z.array(RoutingRule).optional() })).optional(),
});

/** The configuration is checked, kept and told again; no website is served (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html). */
export const putBucketWebsite: S3Operation = {
  action: "PutBucketWebsite",
  perform(call) {
    const { settings } = call.store.bucket(call.request.bucket);
    const website = readDocument(call, "WebsiteConfiguration", Website, ["RoutingRule"]);
    checkWebsite(website);
    settings.website = website;
    return emptyResponse(200);
  },
};

export const getBucketWebsite: S3Operation = {
  action: "GetBucketWebsite",
  perform({ request, store }) {
    const { name, settings } = store.bucket(request.bucket);
    if (!settings.website) throw noSuchWebsite(name);
    return xmlResponse("WebsiteConfiguration", settings.website);
  },
};

export const deleteBucketWebsite: S3Operation = {
  action: "DeleteBucketWebsite",
  perform({ request, store }) {
    store.bucket(request.bucket).settings.website = undefined;
    return emptyResponse(204);
  },
};

function checkWebsite({
  RedirectAllRequestsTo: all,
  IndexDocument,
  ErrorDocument,
  RoutingRules,
}: z.infer<typeof Website>) {
  if (all) {
    if (IndexDocument ?? ErrorDocument ?? RoutingRules) {
      throw invalidArgument(
        "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
        "RedirectAllRequestsTo",
        "not null",
      );
    }
    checkProtocol(all.Protocol);
    return;
  }
  const suffix = IndexDocument?.Suffix;
  if (suffix === undefined) {
    throw invalidArgument(
      "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
      "IndexDocument",
      "null",
    );
  }
  if (suffix === "" || suffix.includes("/")) {
    throw invalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", suffix);
  }
  if (ErrorDocument?.Key === "") throw invalidArgument("The ErrorDocument Key is not well formed", "ErrorDocument", "");
  const rules = RoutingRules?.RoutingRule ?? [];
  if (rules.length > MAXIMUM_ROUTING_RULES) {
    throw invalidRequest(`The website configuration has more than ${MAXIMUM_ROUTING_RULES} routing rules.`);
  }
  for (const rule of rules) checkRoutingRule(rule);
}

function checkRoutingRule({ Condition: condition, Redirect: redirect }: z.infer<typeof RoutingRule>): void {
  const { HttpRedirectCode: code, Protocol, ReplaceKeyPrefixWith, ReplaceKeyWith } = redirect;
  checkProtocol(Protocol);
  if (code !== undefined && !/^3(?!00)\d\d$/.test(code)) {
    throw invalidRequest(`The provided HTTP redirect code (${code}) is not valid. Valid codes are 3XX except 300.`);
  }
  if (ReplaceKeyPrefixWith !== undefined && ReplaceKeyWith !== undefined) {
    throw invalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
  }
  const error = condition?.HttpErrorCodeReturnedEquals;
  if (condition && error === undefined && condition.KeyPrefixEquals === undefined) {
    throw invalidRequest(
      "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
    );
  }
  if (error !== undefined && !/^[45]\d\d$/.test(error)) {
    throw invalidRequest(`The provided HTTP error code (${error}) is not valid. Valid codes are 4XX or 5XX.`);
  }
}

function checkProtocol(protocol: string | undefined): void {
  if (protocol === undefined || protocol === "http" || protocol === "https") return;
  throw invalidRequest(
    "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
  );
}
