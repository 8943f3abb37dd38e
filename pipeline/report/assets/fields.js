// What a field takes, said below it where its value is none: seen, and heard by a screen reader.
const PERIOD = /^\d{4}(-\d\d(-\d\d)?)?$/;

// A year, month or day that the calendar has: 2023, 2023-05, 2023-05-31.
function isPeriod(written) {
  if (!PERIOD.test(written)) return false;
  const [year, month = "01", day = "01"] = written.split("-");
  const date = new Date(`${year}-${month}-${day}T00:00Z`);
  return !Number.isNaN(+date) && isoDay(date) === `${year}-${month}-${day}`;
}

function isDay(written) {
  return written.length === "2023-05-31".length && isPeriod(written);
}

function isoDay(date) {
  return date.toISOString().slice(0, 10);
}

// Say what is wrong with a field, or nothing; tells whether all is well.
function complain(input, wrong) {
  const name = `${input.id}-wrong`;
  let message = byId(name);
  if (!message) {
    message = make("span", { id: name, class: "wrong", role: "alert" });
    input.after(message);
    input.setAttribute("aria-describedby", name);
  }
  input.setAttribute("aria-invalid", String(Boolean(wrong)));
  message.textContent = wrong;
  return !wrong;
}

// Two fields of days, the first of which is not behind the second.
function checkDays(from, to, holds, expected) {
  const wrong = (input) => (input.value.trim() && !holds(input.value.trim()) ? label(expected) : "");
  const [first, last] = [from, to].map((input) => input.value.trim());
  const turned = first && last && !wrong(from) && !wrong(to) && first > last && !last.startsWith(first) && !first.startsWith(last);
  return [complain(from, wrong(from)), complain(to, turned ? label("ends-before") : wrong(to))].every(Boolean);
}

function checkFilters() {
  const share = byId("f-confidence");
  checkDays(byId("f-from"), byId("f-to"), isPeriod, "expect-period");
  complain(share, share.value !== "" && share.checkValidity() ? "" : label("expect-share"));
}

byId("filters").addEventListener("change", checkFilters);
