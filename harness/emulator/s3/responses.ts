import { type HttpResponse, httpResponse } from "../../network/http.ts";
import { type XmlElement, xmlDocument } from "./xml.ts";

export function xmlResponse(root: string, content: XmlElement, headers: Record<string, string> = {}): HttpResponse {
  return httpResponse(200, { "content-type": "application/xml", ...headers }, xmlDocument(root, content));
}

export function emptyResponse(status: number, headers: Record<string, string> = {}): HttpResponse {
  return httpResponse(status, headers, "");
}
