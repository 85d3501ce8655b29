// Chooses a question in the lesson editor. The dialog is told which page is being edited, so that it knows the course,
// and it also edits the chosen question: nobody leaves the lesson.
(() => {
  const page = () => ({ page: window.location.pathname });

  class EditHandlers extends window.ChooserModalOnloadHandlerFactory {
    onLoadChooseStep(modal) {
      this.ajaxifyCreationForm(modal);
    }
  }
  const editHandlers = new EditHandlers({ chooseStepName: "edit" }).getOnLoadHandlers();

  class QuestionChooser extends window.Chooser {
    titleStateKey = "string";

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
