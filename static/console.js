// What the console's page for uploading can do more where scripts run, in ES5: a file is dropped onto the
// form, and the way it goes is shown. Without it the form is sent as any other.
(function () {
  'use strict';
  var forms = document.querySelectorAll('form[data-drop]');
  for (var i = 0; i < forms.length; i++) ready(forms[i]);

  function ready(form) {
    var input = form.querySelector('input[type=file]');
    if (!input || !window.FormData) return;
    ['dragenter', 'dragover'].forEach(function (kind) {
      form.addEventListener(kind, function (event) {
        event.preventDefault();
        form.classList.add('over');
      });
    });
    ['dragleave', 'drop'].forEach(function (kind) {
      form.addEventListener(kind, function (event) {
        event.preventDefault();
        form.classList.remove('over');
      });
    });
    form.addEventListener('drop', function (event) {
      var files = event.dataTransfer && event.dataTransfer.files;
      if (!files || !files.length) return;
      input.files = files;
      say(form, files.length > 1 ? form.getAttribute('data-many') : '');
    });
    form.addEventListener('submit', function (event) {
      var file = input.files && input.files[0];
      if (!file) return;
      event.preventDefault();
      if (file.size > +form.getAttribute('data-largest')) say(form, form.getAttribute('data-too-large'));
      else send(form);
    });
  }

  function send(form) {
    var request = new XMLHttpRequest();
    var bar = form.querySelector('progress');
    var button = form.querySelector('button');
    function failed() {
      bar.hidden = true;
      button.disabled = false;
      say(form, form.getAttribute('data-failed'));
    }
    request.open('POST', form.action);
    request.upload.onprogress = function (event) {
      if (event.lengthComputable) bar.value = 100 * event.loaded / event.total;
    };
    // The page that comes back is shown as if the browser had sent the form itself.
    request.onload = function () {
      if (!request.responseText) return failed();
      if (request.responseURL) history.pushState(null, '', request.responseURL);
      document.open();
      document.write(request.responseText);
      document.close();
    };
    request.onerror = request.ontimeout = failed;
    say(form, '');
    bar.value = 0;
    bar.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));
  }

  function say(form, words) {
    form.querySelector('.said').textContent = words || '';
  }
  // Back to a page that was written so: asked for anew.
  window.addEventListener('popstate', function () { location.reload(); });
})();
