// Chooses a question in the lesson editor. The dialog is told which page is being edited, so that it knows the course,
// and it also edits the chosen question: nobody leaves the lesson.
(() => {
  const page = () => ({ page: window.location.pathname });

  /* The server looks at the whole form and names everything that is missing. Wagtail would look at some fields only, say
     so where nobody may be looking, and not ask the server. */
  class Handlers extends window.ChooserModalOnloadHandlerFactory {
    ajaxifyCreationForm(modal) {
      const form = modal.body.find(this.creationFormSelector)[0];
      form?.addEventListener("submit", () => {
        for (const field of form.querySelectorAll("input[required]")) field.required = false;
      });
      super.ajaxifyCreationForm(modal);
    }

    onLoadReshowCreationFormStep(modal, data) {
      super.onLoadReshowCreationFormStep(modal, data);
      const summary = modal.body.find("[data-question-refused]")[0];
      summary?.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        if (!link) return;
        event.preventDefault();
        document.getElementById(link.hash.slice(1))?.focus();
      });
      summary?.focus();
    }
  }
  const handlers = new Handlers().getOnLoadHandlers();

  class EditHandlers extends Handlers {
    onLoadChooseStep(modal) {
      this.ajaxifyCreationForm(modal);
    }
  }
  const editHandlers = new EditHandlers({ chooseStepName: "edit" }).getOnLoadHandlers();

  class QuestionChooser extends window.Chooser {
    titleStateKey = "string";

    chooserModalClass = class extends this.chooserModalClass {
      onloadHandlers = handlers;
    };

    initHTMLElements(id) {
      super.initHTMLElements(id);
      this.editLink?.addEventListener("click", (event) => {
        event.preventDefault();
        this.openEditModal();
      });
    }

    get modalUrl() {
      return this.opts.modalUrl || this.chooserElement.dataset.chooserUrl;
    }

    getModalOptions() {
      const options = super.getModalOptions() || {};
      return { ...options, linkedFieldFilters: { ...options.linkedFieldFilters, ...page() } };
    }

    openChooserModal() {
      this.comeBack();
      super.openChooserModal();
    }

    /* Once the dialog is gone, who came by keyboard stands where it was opened, and not at the top of the page. */
    comeBack() {
      window.jQuery(document).one("hidden.bs.modal", () => {
        const buttons = this.chooserElement.querySelectorAll("[data-w-dropdown-target=toggle], button");
        [...buttons].find((each) => each.checkVisibility())?.focus();
      });
    }

    openEditModal() {
      this.comeBack();
      window.ModalWorkflow({
        url: `${this.modalUrl}edit/${this.getValue()}/`,
        urlParams: page(),
        onload: editHandlers,
        responses: { chosen: (data) => this.setStateFromModalData(data) },
      });
    }
  }

  const Factory = window.telepath.constructors["wagtail.admin.widgets.Chooser"];

  class QuestionChooserFactory extends Factory {
    widgetClass = QuestionChooser;
  }

  window.QuestionChooser = QuestionChooser;
  window.telepath.register("courses.quizzes.QuestionChooser", QuestionChooserFactory);
})();
