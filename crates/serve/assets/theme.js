// Sets the colours that the user chose before anything is painted.
(function () {
  var theme = null;
  try {
    theme = localStorage.getItem("theme");
  } catch (_) {
    // A browser that keeps nothing follows the system's colours.
  }
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
})();
