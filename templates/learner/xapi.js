// Speaking with a learning record store (LRS). Nothing here knows what the page is about.
((learner) => {
  "use strict";

  const PAUSES = [300, 1500]; // ms before a request is tried again
  const KEPT_ALIVE = 60000; // bytes: browsers carry no more than that over the end of a page

  // No answer, or one that may be another the next time.
  learner.mayPass = (status) => !status || status === 408 || status === 429 || status >= 500;

  // {status, etag, text} of one request; the status is 0 where nobody answered.
  learner.ask = async (method, url, headers, body, tried = 0) => {
    const keepalive = !tried && new Blob([body || ""]).size < KEPT_ALIVE;
    let answer = { status: 0 };
    try {
      const got = await window.fetch(url, { method, headers, body, keepalive, cache: "no-store" });
      answer = { status: got.status, etag: got.headers.get("ETag"), text: await got.text() };
    } catch (broken) {}
    if (!learner.mayPass(answer.status) || tried >= PAUSES.length) return answer;
    await new Promise((then) => window.setTimeout(then, PAUSES[tried]));
    return learner.ask(method, url, headers, body, tried + 1);
  };

  // `lrs(method, resource, parameters, body, headers)` asks with the right of one visit.
  learner.lrs = (endpoint, token) => (method, resource, parameters, body, headers) => {
    const own = { "Authorization": "Basic " + token, "X-Experience-API-Version": "1.0.3" };
    if (body) own["Content-Type"] = "application/json";
    return learner.ask(method, endpoint + resource + "?" + new URLSearchParams(parameters), { ...own, ...headers }, body);
  };

  // An id that is the same whenever the same two sets of 32 hexadecimal digits meet, as a UUID of version 5.
  learner.uuid = (one, other) => [...one].map((digit, at) => {
    const mixed = parseInt(digit, 16) ^ parseInt(other[at], 16);
    return (at === 12 ? 5 : at === 16 ? mixed & 3 | 8 : mixed).toString(16);
  }).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

  // 32 hexadecimal digits by chance.
  learner.chance = () => [...window.crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => (byte + 256).toString(16).slice(1)).join("");
})(window.learner = window.learner || {});
