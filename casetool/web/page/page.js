// The page of the board: where its board comes from, and letters that grow with the window.
"use strict";

// What can be read from the back of a room: nothing needs more than 100 columns by 30 rows.
const COLUMNS = 101;
const ROWS = 30.5;
const WIDE = 0.6; // how wide a letter is, and how high a row, for a letter of size 1
const HIGH = 1.2;
const SMALLEST = 11;
const FONT = "'Roboto Mono', monospace";

// Words of the room that look like an address open nothing, not even when they are clicked.
window.open = () => null;

function letterSize(element) {
  const { width, height } = element.getBoundingClientRect();
  return Math.max(SMALLEST, Math.floor(Math.min(width / COLUMNS / WIDE, height / ROWS / HIGH)));
}

function makeReady() {
  const element = document.querySelector(".textual-terminal");
  const socket = new URL("socket", window.location.href.split("?")[0]);
  socket.protocol = "ws:";
  element.dataset.sessionWebsocketUrl = socket.href;
  element.dataset.fontSize = letterSize(element);
  document.querySelector("#gone button").onclick = () => window.location.reload();
  // the terminal measures its letters once: not before they are there
  const begin = window.onload;
  window.onload = null;
  const letters = ["16px 'Roboto Mono'", "bold 16px 'Roboto Mono'"];
  Promise.allSettled(letters.map((one) => document.fonts.load(one))).then(() => {
    begin();
    keepInStep(element, window.boardTerminal);
  });
}

function keepInStep(element, terminal) {
  if (!terminal) {
    return; // another textual-serve: the letters stay as large as they are
  }
  terminal.options.fontFamily = FONT;
  const fit = window.onresize;
  window.onresize = () => {
    terminal.options.fontSize = letterSize(element);
    fit();
  };
  // the margin has the colour of the board, whichever theme that has
  terminal.onRender(() => {
    const cell = terminal.buffer.active.getLine(terminal.rows - 1)?.getCell(0);
    if (cell?.isBgRGB()) {
      const colour = cell.getBgColor().toString(16).padStart(6, "0");
      document.body.style.backgroundColor = `#${colour}`;
    }
  });
  terminal.focus();
}

document.addEventListener("DOMContentLoaded", makeReady);
