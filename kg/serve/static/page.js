"use strict";
/* The query page: the questions on the left, YASGUI's editor and results on the right. */
const { Yasqe, Yasr } = Yasgui;
const EXAMPLE = `SELECT ?who ?relation ?whom (COUNT(*) AS ?claims) WHERE {
  ?claim kg:statement ?statement ; kg:modality kg:asserted ; kg:polarity kg:affirmed .
  ?statement rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?whom .
}
GROUP BY ?who ?relation ?whom
ORDER BY DESC(?claims) ?who ?relation ?whom
LIMIT 50
`;
/* What is told of a thing, and what proves a statement; all else is described. */
const TOLD = iri => `SELECT ?reported ?subject ?relation ?object ?status ?statement WHERE {
  ?statement rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;
             kg:status ?status .
  FILTER (<${iri}> IN (?subject, ?object))
  OPTIONAL { ?statement kg:firstReported ?reported }
}
ORDER BY ?reported ?subject ?relation ?object
`;
const PROVEN = iri => `SELECT ?published ?outlet ?polarity ?modality ?speaker ?quote ?claim WHERE {
  ?claim kg:statement <${iri}> ; kg:polarity ?polarity ; kg:modality ?modality ;
         kg:quote ?quote ; prov:wasDerivedFrom ?article .
  OPTIONAL { ?claim kg:attributedTo ?speaker }
  OPTIONAL { ?article kg:outlet ?outlet }
  OPTIONAL { ?article kg:published ?published }
}
ORDER BY ?published ?outlet ?quote
`;
const TYPES = { date: "date", number: "number" };
const LISTS = { entity: "things", relation: "relations" };
let lang, words, about, editor, results, chosen = null, offered = "";

const at = id => document.getElementById(id);

async function start() {
  about = await (await fetch("about.json")).json();
  Answer.prefixes = about.prefixes;
  Answer.describe = look;
  complete();
  Yasr.registerPlugin("answer", Answer);
  delete Yasr.defaults.plugins.table; // ours shows more, and writes no markup
  Yasr.defaults.pluginOrder = ["answer", "response"];
  Yasr.defaults.defaultPlugin = "answer";
  editor = new Yasqe(at("editor"), {
    value: prefixed(EXAMPLE),
    collapsePrefixesOnLoad: true,
    persistenceId: "kg_query",
    editorHeight: "260px",
    showQueryButton: false,
    requestConfig: {
      endpoint: new URL("sparql", location.href).href,
      method: "POST",
      acceptHeaderGraph: "text/turtle",
      acceptHeaderSelect: "application/sparql-results+json",
    },
  });
  results = new Yasr(at("answer"), { persistenceId: null, prefixes: about.prefixes });
  asWritten(results);
  editor.on("query", () => busy(true));
  editor.on("queryAbort", () => busy(false));
  editor.on("queryResponse", (_, response, duration) => {
    busy(false);
    results.setResponse(understood(response), duration);
  });
  at("run").addEventListener("click", () => (running ? editor.abortQuery() : run()));
  addEventListener("popstate", event => event.state && put(event.state.sparql));
  at("search").addEventListener("input", list);
  at("language").addEventListener("click", () => speak(words.otherCode));
  at("graph").hidden = !about.page;
  speak(localStorage.getItem("kg_lang") ?? (navigator.language.startsWith("fr") ? "fr" : "en"));
  if (location.hash.startsWith("#query=")) run();
}

/* Completions come from the graph, and prefixes from kg: YASGUI's own ask the network, and know
   another kg: than ours. */
function complete() {
  const prefixes = Object.entries(about.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
  const listed = (name, get) => ({ name: `kg_${name}`, bulk: false, get });
  const used = query => {
    let found;
    return async (_, token) => {
      const terms = await (found ??= rows(query));
      return terms.filter(iri => iri.startsWith(token.autocompletionString ?? ""));
    };
  };
  const own = {
    prefixes: async (_, token) =>
      prefixes.filter(line => line.startsWith(token.autocompletionString ?? "")),
    property: used("SELECT DISTINCT ?name { [] ?name [] } ORDER BY ?name"),
    class: used("SELECT DISTINCT ?name { [] a ?name } ORDER BY ?name"),
  };
  for (const [name, get] of Object.entries(own)) Yasqe.forkAutocompleter(name, listed(name, get));
  Yasqe.defaults.autocompleters = [...Object.keys(own).map(name => `kg_${name}`), "variables"];
}

/* YASR replaces {{name}} in a text by the value of another column: undone. */
function asWritten(yasr) {
  const draw = yasr.draw;
  yasr.draw = (...given) => {
    const parsed = yasr.results;
    if (parsed?.getType() === "json" && parsed.json)
      parsed.json = JSON.parse(parsed.getOriginalResponseAsString());
    return draw.apply(yasr, given);
  };
}

/* A browser's own words for a server that is gone help nobody. */
function understood(response) {
  return response instanceof TypeError ? new Error(words.failed) : response;
}

let running = false;
function busy(now) {
  running = now;
  at("run").textContent = now ? words.stop : words.run;
  at("run").classList.toggle("running", now);
  document.body.classList.toggle("waiting", now);
}

function run() {
  editor.query().catch(() => {}); // the results show what went wrong
}

/* The browser's way back leads to the query before. */
function ask(sparql) {
  history.replaceState({ sparql: editor.getValue() }, "");
  history.pushState({ sparql: prefixed(sparql) }, "", location.pathname);
  put(prefixed(sparql));
}

function put(sparql) {
  if (running) editor.abortQuery();
  editor.setValue(sparql);
  editor.collapsePrefixes(true);
  editor.saveQuery();
  run();
}

/* With a PREFIX line for each prefix, so that it can be asked elsewhere too. */
function prefixed(sparql) {
  const comment = sparql.match(/^(#.*\n)*/)[0];
  const body = sparql.slice(comment.length);
  const lines = Object.entries(about.prefixes)
    .filter(([prefix]) => new RegExp(`(?<![\\w:-])${prefix}:`).test(body))
    .map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`);
  return comment + lines.join("") + body;
}

/* What somebody wants to know who chooses a thing in an answer. */
function look(iri) {
  const query = iri.startsWith(about.prefixes.id)
    ? TOLD(iri)
    : iri.startsWith(about.prefixes.statement)
      ? PROVEN(iri)
      : `DESCRIBE <${iri}>\n`;
  ask(query);
}

/* Everything in the language: "en" or "fr". */
function speak(code) {
  lang = code in WORDS ? code : "en";
  words = Answer.words = WORDS[lang];
  Answer.lang = lang;
  localStorage.setItem("kg_lang", lang);
  document.documentElement.lang = lang;
  for (const part of document.querySelectorAll("[data-word]"))
    part.textContent = words[part.dataset.word];
  for (const part of document.querySelectorAll("[data-placeholder]"))
    part.placeholder = words[part.dataset.placeholder];
  for (const part of document.querySelectorAll("[data-label]"))
    part.setAttribute("aria-label", words[part.dataset.label]);
  at("language").textContent = words.other;
  at("language").lang = words.otherCode;
  at("title").textContent = about.title;
  document.title = `${about.title} – kg`;
  at("counts").textContent = counted();
  busy(running);
  offered = "";
  list();
  named();
}

function counted() {
  const of = name => (about.counts.classes[about.prefixes.kg + name] ?? 0).toLocaleString(lang);
  const triples = words.triples(about.counts.triples.toLocaleString(lang));
  const claims = of("Claim");
  if (claims === "0") return triples;
  return `${words.counts(of("Article"), claims, of("Statement"))} · ${triples}`;
}

/* YASR's own words. */
function named() {
  for (const name of ["answer", "response"]) {
    const button = document.querySelector(`.select_${name}`);
    button.title = words[name];
    button.setAttribute("aria-label", words[name]);
    button.lastElementChild.textContent = words[name];
  }
  if (results.results) results.draw();
  else if (!results.resultsEl.querySelector(".welcome")) {
    results.resultsEl.append(make("p", "welcome"));
  }
  const welcome = results.resultsEl.querySelector(".welcome");
  if (welcome) welcome.textContent = words.welcome;
}

function list() {
  const looked = fold(at("search").value).split(/\s+/).filter(Boolean);
  const found = about.questions.filter(question => {
    const told = fold(`${question.name} ${question.title[lang]} ${question.description[lang]}`);
    return looked.every(word => told.includes(word));
  });
  at("questions").replaceChildren(...found.map(entry));
  at("none").hidden = found.length > 0;
}

function entry(question) {
  const item = make("li");
  const button = make("button", "question");
  button.type = "button";
  button.textContent = question.title[lang];
  button.addEventListener("click", () => {
    chosen = question.name;
    list();
    document.querySelector(".chosen .question").focus();
    fillAndAsk(question, {});
  });
  item.dataset.name = question.name;
  item.append(button);
  button.setAttribute("aria-expanded", String(question.name === chosen));
  if (question.name === chosen) {
    item.className = "chosen";
    item.append(details(question));
  }
  return item;
}

function details(question) {
  const form = make("form");
  const told = make("p");
  told.textContent = question.description[lang];
  form.append(told);
  for (const [name, type] of Object.entries(question.parameters)) {
    const label = make("label");
    const word = make("span");
    word.textContent = words.parameters[name] ?? name;
    const input = make("input");
    Object.assign(input, { name, type: TYPES[type] ?? "text", autocomplete: "off" });
    if (type === "number") input.step = "any";
    if (LISTS[type]) {
      input.setAttribute("list", LISTS[type]);
      input.addEventListener("focus", offer, { once: true });
    }
    if (!TYPES[type]) input.placeholder = question.example[name] ?? "";
    label.append(word, input);
    form.append(label);
  }
  const problem = make("p", "problem");
  problem.setAttribute("role", "alert");
  form.append(problem);
  if (Object.keys(question.parameters).length) {
    const button = make("button", "run");
    button.textContent = words.ask;
    form.append(button);
  }
  form.addEventListener("submit", event => {
    event.preventDefault();
    const given = [...new FormData(form)].filter(([, value]) => value.trim());
    fillAndAsk(question, given, problem);
  });
  return form;
}

/* The server writes the query: it knows what in the graph a name means. */
async function fillAndAsk(question, given, problem) {
  const address = `questions/${encodeURIComponent(question.name)}?${new URLSearchParams(given)}`;
  const reply = await fetch(address).catch(() => null);
  const text = reply ? await reply.text() : words.failed;
  if (problem) problem.textContent = reply?.ok ? "" : text;
  if (reply?.ok) ask(`# ${question.title[lang]}\n${text}`);
}

/* Names to choose from: those of the graph, asked for when somebody first needs them. */
async function offer() {
  if (offered === lang) return;
  offered = lang;
  const things = rows(`SELECT DISTINCT ?name { ?thing rdfs:label ?name
    FILTER (STRSTARTS(STR(?thing), STR(id:)) && LANG(?name) IN ("", "${lang}")) }
    ORDER BY ?name LIMIT 5000`);
  const relations = rows("SELECT DISTINCT ?name { [] rdf:predicate ?name } ORDER BY ?name");
  const options = names => names.map(name => Object.assign(make("option"), { value: name }));
  at("things").replaceChildren(...options(await things));
  at("relations").replaceChildren(...options((await relations).map(iri => short(iri).slice(3))));
}

async function rows(query) {
  const headers = { Accept: "application/sparql-results+json" };
  const body = new URLSearchParams({ query });
  const reply = await fetch("sparql", { method: "POST", body, headers }).catch(() => null);
  return reply?.ok ? (await reply.json()).results.bindings.map(row => row.name.value) : [];
}

start();
