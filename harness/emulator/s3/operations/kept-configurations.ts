import { type HttpResponse, httpResponse } from "../../../network/http.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { XML_DECLARATION } from "../../gateway/xml-elements.ts";
import { invalidArgument, malformedXml } from "../errors.ts";
import { verifyIntegrity } from "../integrity.ts";
import { MAXIMUM_KEPT_CONFIGURATIONS } from "../limits.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";
import { NAMESPACE, parseXml } from "../xml.ts";

/** A kind of configuration of which a bucket has several, each with an id. They are kept and told again; nothing follows from them here. */
interface Kind {
  /** The element of one: `MetricsConfiguration`. */
  readonly element: string;
  /** The root of their list. */
  readonly list: string;
  /** After `Get` and `Put` of the IAM actions. */
  readonly action: string;
}

const parameters = ["id", "continuation-token"];

function operationsOf({ element, list, action }: Kind) {
  const prefix = `${element}/`;
  const keptOf = ({ request, store }: S3Call) => {
    const { settings } = store.bucket(request.bucket);
    settings.kept ??= new Map();
    return settings.kept;
  };
  const keyOf = ({ request }: S3Call): string => prefix + (request.query.get("id") ?? "");

  const get: S3Operation = {
    action: `Get${action}`,
    parameters,
    perform(call) {
      const inner = keptOf(call).get(keyOf(call));
      if (inner === undefined) throw noSuchConfiguration();
      return document(element, inner);
    },
  };
  const put: S3Operation = {
    action: `Put${action}`,
    parameters,
    perform(call) {
      const kept = keptOf(call);
      const inner = readInner(call, element);
      const ofKind = [...kept.keys()].filter((key) => key.startsWith(prefix));
      if (!kept.has(keyOf(call)) && ofKind.length >= MAXIMUM_KEPT_CONFIGURATIONS) throw tooMany();
      kept.set(keyOf(call), inner);
      return emptyResponse(200);
    },
  };
  const remove: S3Operation = {
    action: `Put${action}`,
    parameters,
    perform(call) {
      if (!keptOf(call).delete(keyOf(call))) throw noSuchConfiguration();
      return emptyResponse(204);
    },
  };
  const listAll: S3Operation = {
    action: `Get${action}`,
    parameters,
    perform(call) {
      const all = [...keptOf(call)].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
      const elements = all.map(([, inner]) => `<${element}>${inner}</${element}>`).join("");
      return document(list, `<IsTruncated>false</IsTruncated>${elements}`);
    },
  };
  return { get, put, remove, list: listAll };
}

/** What stands below the root, as it was sent; its id must be the one of the request. */
function readInner(call: S3Call, root: string): string {
  const { request, payload } = call;
  verifyIntegrity(request, payload);
  const body = payload.body.bytes();
  const parsed = parseXml(body, root, []);
  const id = typeof parsed === "object" && parsed !== null && "Id" in parsed ? String(parsed.Id).trim() : undefined;
  if (id === undefined || id === "") throw malformedXml();
  if (id !== request.query.get("id")) {
    throw invalidArgument("Document ID does not match the specified configuration ID.", "id", id);
  }
  const inner = new RegExp(`<${root}(?:\\s[^>]*)?>(.*)</${root}\\s*>\\s*$`, "s").exec(body.toString("utf8"))?.[1];
  if (inner === undefined) throw malformedXml();
  return inner;
}

function document(root: string, inner: string): HttpResponse {
  const body = `${XML_DECLARATION}<${root} xmlns="${NAMESPACE}">${inner}</${root}>`;
  return httpResponse(200, { "content-type": "application/xml" }, body);
}

const noSuchConfiguration = (): AwsError =>
  new AwsError("NoSuchConfiguration", "The specified configuration does not exist.", { status: 404 });

const tooMany = (): AwsError =>
  new AwsError(
    "TooManyConfigurations",
    "You are attempting to create a new configuration but have already reached the 1,000-configuration limit.",
  );

export const METRICS = operationsOf({
  element: "MetricsConfiguration",
  list: "ListMetricsConfigurationsResult",
  action: "MetricsConfiguration",
});
export const ANALYTICS = operationsOf({
  element: "AnalyticsConfiguration",
  list: "ListBucketAnalyticsConfigurationResult",
  action: "AnalyticsConfiguration",
});
export const INVENTORY = operationsOf({
  element: "InventoryConfiguration",
  list: "ListInventoryConfigurationsResult",
  action: "InventoryConfiguration",
});
export const INTELLIGENT_TIERING = operationsOf({
  element: "IntelligentTieringConfiguration",
  list: "ListBucketIntelligentTieringConfigurationsOutput",
  action: "IntelligentTieringConfiguration",
});
