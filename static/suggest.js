// Suggestions under the search box, in ES5 for old web views. Without it the form works;
// whatever fails here fails in silence.
(function () {
  'use strict';
  var form = document.querySelector('form[data-suggest]');
  if (!form) return;
  var input = form.elements.q, region = form.elements.region;
  var url = form.getAttribute('data-suggest') + '?' +
    (region ? 'region=' + region.value + '&' : '') + 'q=';
  var cache = {}, cached = 0, at = -1, nth = 0, timer, request;

  function make(tag, attributes) {
    return set(document.createElement(tag), attributes);
  }

  function set(node, attributes) {
    for (var name in attributes) node.setAttribute(name, attributes[name]);
    return node;
  }

  function close() {
    clearTimeout(timer);
    nth++;
    show([]);
  }

  function mark(next) {
    var old = list.children[at], now = list.children[next];
    if (old) old.setAttribute('aria-selected', 'false');
    if (now) set(now, { 'aria-selected': 'true' });
    at = now ? next : -1;
    if (now) set(input, { 'aria-activedescendant': now.id });
    else input.removeAttribute('aria-activedescendant');
  }

  function pick(item) {
    input.value = item.firstChild.textContent;
    close();
    form.submit();
  }

  function show(found) {
    mark(-1);
    list.textContent = '';
    found.forEach(function (one, i) {
      var item = make('li', { role: 'option', id: 'suggestion' + i, 'aria-selected': 'false' });
      item.appendChild(make('span')).textContent = one.text;
      item.appendChild(make('small')).textContent = one.note;
      item.onclick = function () { pick(item); };
      list.appendChild(item);
    });
    list.hidden = !found.length;
    set(input, { 'aria-expanded': !list.hidden });
    status.textContent = found.length ? form.getAttribute('data-told').replace('{0}', found.length) : '';
  }

  function ask() {
    var typed = input.value, mine = ++nth;
    if (request) request.abort();
    if (!typed.trim()) return show([]);
    if (cache.hasOwnProperty(typed)) return show(cache[typed]);
    request = new XMLHttpRequest();
    request.open('GET', url + encodeURIComponent(typed));
    request.onload = function () {
      // An answer that comes late is of words that are no longer there.
      if (mine !== nth || this.status !== 200) return;
      if (cached++ > 99) cache = {}, cached = 0;
      show(cache[typed] = JSON.parse(this.responseText).suggestions);
    };
    request.send();
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, 100);
  }

  function keyed(event) {
    var key = event.key, count = list.children.length;
    // While it composes, an input method owns these keys; 229 is what old ones send.
    if (event.isComposing || event.keyCode === 229) {
      if (key === 'Enter') event.preventDefault();
      return;
    }
    if (key === 'Tab' || (key === 'Enter' && at < 0)) return close();
    if (!count) return key === 'ArrowDown' ? ask() : 0;
    if (key === 'Escape') close();
    else if (key === 'Enter') pick(list.children[at]);
    else if (key === 'ArrowDown') mark(at + 1);
    else if (key === 'ArrowUp') mark((at < 0 ? count : at) - 1);
    else return;
    event.preventDefault();
  }

  var list = make('ul', {
    'class': 'suggest', id: 'suggestions', role: 'listbox', 'aria-label': form.getAttribute('data-label')
  });
  var status = make('p', { 'class': 'told', role: 'status' });
  list.hidden = true;
  set(input, {
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
    'aria-controls': list.id
  });
  input.parentNode.appendChild(list);
  form.appendChild(status);
  // Pressing must not take the focus from the box, or the list is gone before the tap is done.
  list.onmousedown = function (event) { event.preventDefault(); };
  input.addEventListener('input', soon);
  input.addEventListener('compositionend', soon);
  input.addEventListener('keydown', keyed);
  input.addEventListener('blur', close);
  // Whoever comes back finds the page as it was left, an open list included.
  window.addEventListener('pageshow', close);
})();
